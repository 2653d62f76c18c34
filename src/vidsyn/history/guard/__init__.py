"""The guard: database triggers that refuse to alter or remove history.

Two changes are allowed: sealing an unsealed row, once; and removing personal values with their salts, without a
replacement, for an erasure. The database's owner can remove the guard; the seals then reveal any change.

SQLite drops a table's triggers when a migration recreates the table, so a migration that alters `HistoryEntry` or
`Seal` ends with `put_up`; a test fails where one does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from vidsyn.history.guard import postgresql, sqlite


def put_up(database: BaseDatabaseWrapper = connection) -> None:
    """Create the triggers, replacing any that exist."""
    take_down(database)
    _run(database, _of(database).UP)


def take_down(database: BaseDatabaseWrapper = connection) -> None:
    """Remove the triggers: before creating them again, or to empty a whole database, as tests do."""
    _run(database, _of(database).DOWN)


@contextmanager
def lifted(database: BaseDatabaseWrapper = connection) -> Iterator[None]:
    """Remove the guard for one change inside a transaction: others never see the tables without it."""
    if not database.in_atomic_block:
        raise RuntimeError("the guard is lifted inside a transaction only")
    if database.vendor == "postgresql":
        # Triggers cannot change while deferred foreign key checks on the table are pending.
        database.check_constraints()
    take_down(database)
    yield
    put_up(database)


def lacking(database: BaseDatabaseWrapper = connection) -> list[str]:
    """Return the names of missing triggers: none, unless somebody has interfered."""
    part = _of(database)
    with database.cursor() as cursor:
        cursor.execute(part.STANDING)
        standing = {row[0] for row in cursor.fetchall()}
    return sorted(set(part.TRIGGERS) - standing)


def _of(database: BaseDatabaseWrapper) -> ModuleType:
    return sqlite if database.vendor == "sqlite" else postgresql


def _run(database: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

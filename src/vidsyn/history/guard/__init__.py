"""The guard: triggers by which the database itself refuses to alter or remove history.

Two changes pass. A row without a seal may be sealed, once. Personal values may be taken out, with their salts and
with nothing put in their place: an erasure. Whoever owns the database can take the guard down: then the seals tell.

SQLite drops a table's triggers when a migration makes the table anew, so a migration that alters `HistoryEntry` or
`Seal` ends with `put_up`; a test goes red where one forgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from vidsyn.history.guard import postgresql, sqlite


def put_up(database: BaseDatabaseWrapper = connection) -> None:
    """Put the guard up; one that stands is put up anew."""
    take_down(database)
    _run(database, _of(database).UP)


def take_down(database: BaseDatabaseWrapper = connection) -> None:
    """Take it down: before it is put up anew, or to empty a whole database, as tests do."""
    _run(database, _of(database).DOWN)


@contextmanager
def lifted(database: BaseDatabaseWrapper = connection) -> Iterator[None]:
    """Take the guard down for one change inside a transaction: others never see the tables without it."""
    if not database.in_atomic_block:
        raise RuntimeError("the guard is lifted inside a transaction only")
    if database.vendor == "postgresql":
        # It changes no triggers of a table while checks of foreign keys on it wait for the end.
        database.check_constraints()
    take_down(database)
    yield
    put_up(database)


def lacking(database: BaseDatabaseWrapper = connection) -> list[str]:
    """The names of the triggers that do not stand: none, where nobody has interfered."""
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

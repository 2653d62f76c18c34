"""Two writers in each other's way: what the database says then, trying again, and the refusal when that is no help.

A whole transaction can be tried again, since nothing of it has happened. What is tried again: a deadlock, a
serialization failure, and a unique value or a reference that another transaction took at the same moment – the second
time the operation sees it and refuses in its own words. A lock that was waited for to the end is refused at once.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.apps import apps
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.db.models import Model, UniqueConstraint

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.storage.turns import let_others_write

T = TypeVar("T")
P = TypeVar("P")

RETRY_AFTER = 5  # seconds: what a program is asked to wait
_TRIES = 5
_PAUSE = 0.05  # seconds before the second try; longer before each further one
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_ONE_MUST_GIVE_WAY = {"40P01", "40001"}
_TAKEN = {"23505", "23503"}
_WAITED_LONG = {"55P03"}
# https://www.sqlite.org/rescode.html; an extended code says more in its higher bits.
_SQLITE_BUSY = {5, 6}
_SQLITE_TAKEN = {1555, 2067, 787}


def attempted(act: Callable[[], T]) -> T:
    """What `act` returns, a whole transaction, tried again where it met another one.

    Inside somebody else's transaction it is tried once. Raises Refusal `busy_try_again` or `taken_meanwhile`.
    """
    with contention_refused():
        for number in range(1, _TRIES if not connection.in_atomic_block else 1):
            try:
                return act()
            except DatabaseError as fault:
                if not _worth_another_try(fault):
                    raise
            time.sleep(random.uniform(0.5, 1.5) * _PAUSE * number)  # noqa: S311  # spreads the tries, no secret
        return act()


def in_pieces(pieces: Iterable[P], write: Callable[[P], object]) -> None:
    """Write each piece in a transaction of its own, and let others write between two of them."""
    for piece in pieces:
        attempted(transaction.atomic(lambda piece=piece: write(piece)))
        let_others_write()


@contextmanager
def contention_refused() -> Iterator[None]:
    """What the database says of another writer becomes a refusal; any other fault stays what it is."""
    try:
        yield
    except DatabaseError as fault:
        refusal = refusal_of_contention(fault)
        if refusal is None:
            raise
        raise refusal from fault


def refusal_of_contention(fault: BaseException | None) -> Refusal | None:
    """The refusal that a fault of the database comes to, where another writer was in the way."""
    if isinstance(fault, OperationalError) and (
        _code(fault) in _ONE_MUST_GIVE_WAY | _WAITED_LONG or _busy(fault)
    ):
        return Refusal("busy_try_again", kind=RefusalKind.BUSY, retry_after=RETRY_AFTER)
    if isinstance(fault, IntegrityError) and _taken(fault):
        model, fields = _collided(fault)
        kind = getattr(model, "KIND", "") if model else ""
        return Refusal(
            "taken_meanwhile",
            kind=RefusalKind.CONFLICT,
            field=fields[0] if len(fields) == 1 else None,
            subject=kind,
            names=", ".join(fields),
        )
    return None


def _worth_another_try(fault: DatabaseError) -> bool:
    return _code(fault) in _ONE_MUST_GIVE_WAY or (isinstance(fault, IntegrityError) and _taken(fault))


def _code(fault: DatabaseError) -> str:
    """The SQLSTATE, empty for SQLite."""
    return getattr(fault.__cause__, "sqlstate", None) or ""


def _sqlite_code(fault: DatabaseError) -> int:
    return getattr(fault.__cause__, "sqlite_errorcode", 0) or 0


def _busy(fault: DatabaseError) -> bool:
    return _sqlite_code(fault) & 0xFF in _SQLITE_BUSY


def _taken(fault: DatabaseError) -> bool:
    return _code(fault) in _TAKEN or _sqlite_code(fault) in _SQLITE_TAKEN


def _collided(fault: DatabaseError) -> tuple[type[Model] | None, tuple[str, ...]]:
    """The model and the fields in which two things were the same, as far as the database tells."""
    said = getattr(fault.__cause__, "diag", None)
    if said is not None:
        return _by_constraint(said.table_name, said.constraint_name or "")
    columns = str(fault).partition("failed: ")[2].split(", ")
    table = columns[0].partition(".")[0]
    return _by_columns(table, [column.partition(".")[2] for column in columns if "." in column])


def _by_constraint(table: str | None, name: str) -> tuple[type[Model] | None, tuple[str, ...]]:
    model = _model(table)
    for constraint in model._meta.constraints if model else ():
        if constraint.name == name and isinstance(constraint, UniqueConstraint):
            return model, tuple(constraint.fields)
    if model is None:
        return None, ()
    # Django names the index of a unique column after table and column.
    of_one = [f for f in model._meta.concrete_fields if f.unique and name.startswith(f"{table}_{f.column}_")]
    return model, tuple(field.name for field in of_one)


def _by_columns(table: str, columns: list[str]) -> tuple[type[Model] | None, tuple[str, ...]]:
    model = _model(table)
    fields = model._meta.concrete_fields if model else ()
    return model, tuple(field.name for field in fields if field.column in columns)


def _model(table: str | None) -> type[Model] | None:
    return next((model for model in apps.get_models() if model._meta.db_table == table), None)

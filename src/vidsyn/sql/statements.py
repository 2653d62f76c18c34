"""Statements written once: for Django, writing a statement takes ten times as long as the database takes to answer.

`asked(build, viewer, day)` gives the rows of the queryset `build(viewer, day)`, read from the database each time,
but only the first time are the queryset made and its SQL written. What is remembered is text and never rows, under
the function and everything it was given; a viewer is given whole, so one person's statement is never another's.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from vidsyn.kernel.memories import memory

MOST = 500

Build = Callable[..., QuerySet[Any, Any]]
Slots = Mapping[str, UUID | str]


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement and what Django needs to make rows of its answer. `slots` says which values go where."""

    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str
    values: tuple[Any, ...]
    slots: tuple[_Place, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Which value of the statement a slot is, and what stands around it there."""

    number: int
    slot: str
    before: str = ""
    after: str = ""

    def filled(self, value: UUID | str, using: str) -> UUID | str:
        """The value with the slot's; in a pattern (LIKE) its own signs of a pattern are taken as they are."""
        connection = connections[using]
        if isinstance(value, UUID):
            return value if connection.features.has_native_uuid_field else value.hex
        is_pattern = "%" in (self.before[:1], self.after[-1:])
        text = connection.ops.prep_for_like_query(value) if is_pattern else value
        return f"{self.before}{text}{self.after}"


_statements: OrderedDict[Hashable, _Written | None] = OrderedDict()
_lock = Lock()


def asked(build: Build, *given: Hashable, **slots: UUID | str) -> list[Any]:
    """The rows of `build(*given, **slots)`.

    `build` must follow from what it is given alone: no clock, no configuration, nothing it reads in the database.
    `slots` are ids and words that stand in the statement as they are, or in a pattern (`contains`, `startswith`);
    their values may differ each time without the statement being written again, so they must not decide what it
    looks like.
    """
    key = (build, given, tuple(sorted(slots)))
    with _lock:
        known = key in _statements
        statement = _statements.get(key)
        if known:
            _statements.move_to_end(key)
    if not known:
        statement = _written(build, given, slots)
        _remember(key, statement)
    return _read(statement, slots) if statement else []


def read_as(remembered: bool, build: Build, *given: Hashable) -> list[Any]:
    """As `asked` where the statement may be `remembered`; else it is written for this once."""
    return asked(build, *given) if remembered else list(build(*given))


def _written(build: Build, given: tuple[Hashable, ...], slots: Slots) -> _Written | None:
    """The statement with a stand-in for each slot, found again among its values; None when nothing can match."""
    stand_ins = {name: uuid4() if isinstance(value, UUID) else uuid4().hex for name, value in slots.items()}
    rows = build(*given, **stand_ins)
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    places = tuple(_places(values, stand_ins, rows.db))
    # A part of a union that can hold nothing is left out with its slots.
    if not rows.query.combinator and {place.slot for place in places} != set(slots):
        raise ValueError(f"{build.__name__} does not use each of {sorted(slots)} as it is")
    compiler.connection = None  # each thread has its own
    return _Written(rows, compiler, sql, tuple(values), places)


def _read(statement: _Written, slots: Slots) -> list[Any]:
    using = statement.rows.db
    values = list(statement.values)
    for place in statement.slots:
        values[place.number] = place.filled(slots[place.slot], using)
    compiler = copy.copy(statement.compiler)
    compiler.connection = connections[using]
    compiler.as_sql = lambda *_how, **_more: (statement.sql, tuple(values))
    rows = statement.rows.all()
    rows.query.get_compiler = lambda *_how, **_more: compiler  # type: ignore[method-assign]
    return list(rows)


def _places(values: Iterable[Any], stand_ins: Slots, using: str) -> Iterator[_Place]:
    for number, value in enumerate(values):
        for name, stand_in in stand_ins.items():
            if value == _Place(number, name).filled(stand_in, using):
                yield _Place(number, name)
            elif isinstance(value, str) and isinstance(stand_in, str) and stand_in in value:
                before, _slot, after = value.partition(stand_in)
                yield _Place(number, name, before, after)


@memory
def forget_statements() -> None:
    """Empty the memory: a statement holds the values that it was written for, and its question those it was given."""
    with _lock:
        _statements.clear()


def _remember(key: Hashable, statement: _Written | None) -> None:
    with _lock:
        _statements[key] = statement
        while len(_statements) > MOST:
            _statements.popitem(last=False)

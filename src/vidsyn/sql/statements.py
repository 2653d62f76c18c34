"""Cache SQL: building a statement takes Django ten times as long as the database takes to answer.

`asked(build, viewer, day)` returns the rows of the queryset `build(viewer, day)`, read from the database each time,
but the queryset and its SQL are built only the first time. Only text is cached, never rows, keyed by the function
and all its arguments; the whole viewer is one of them, so statements are never shared between people.

Fifty people have some thousand statements but few texts: statements with the same text share the objects that read
their rows, which are a hundred times as large as their values.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID, uuid4
from weakref import WeakValueDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Func, IntegerField, QuerySet, Value

from vidsyn.kernel.memories import memory

MOST = 10_000

Build = Callable[..., QuerySet[Any, Any]]
Slots = Mapping[str, UUID | str]


@dataclass(frozen=True, eq=False)
class _Form:
    """A statement's text, and what Django needs to build objects from its rows."""

    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement: its text and values. `slots` maps slots to values."""

    form: _Form
    values: tuple[Any, ...]
    slots: tuple[_Place, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """The position of a slot among the statement's values, with the text around it."""

    number: int
    slot: str
    before: str = ""
    after: str = ""

    def filled(self, value: UUID | str, using: str) -> UUID | str:
        """Return the value with the slot filled in; wildcards in a LIKE pattern are escaped."""
        connection = connections[using]
        if isinstance(value, UUID):
            return value if connection.features.has_native_uuid_field else value.hex
        is_pattern = "%" in (self.before[:1], self.after[-1:])
        text = connection.ops.prep_for_like_query(value) if is_pattern else value
        return f"{self.before}{text}{self.after}"


_statements: OrderedDict[Hashable, _Written | None] = OrderedDict()
_forms: WeakValueDictionary[Hashable, _Form] = WeakValueDictionary()
_lock = Lock()


def asked(build: Build, *given: Hashable, **slots: UUID | str) -> list[Any]:
    """Return the rows of `build(*given, **slots)`.

    `build` must depend only on its arguments: no clock, no configuration, no database reads. `slots` are ids and
    words used in the statement as they are, or in a pattern (`contains`, `startswith`); their values may differ
    each time without rebuilding the statement, so they must not affect its form.
    """
    statement = _remembered(build, given, slots)
    return _read(statement, slots) if statement else []


def asked_part(build: Build, start: int, size: int, *given: Hashable) -> list[Any]:
    """Return `size` rows of `build(*given)` from `start` (0 is the first), with the same statement for every part."""
    statement = _remembered(build, given, {})
    return _read(statement, {}, f" LIMIT {int(size)} OFFSET {int(start)}") if statement else []


def counted(build: Build, *given: Hashable) -> int:
    """Return the number of rows of `build(*given)`."""
    return next(iter(asked(_number, build, *given)), 0)


def counted_together(*several: tuple[Build, tuple[Hashable, ...]]) -> list[int]:
    """Return the number of rows of each `build(*given)`, all in one statement."""
    found = dict(asked(_numbers, several))
    return [found.get(place, 0) for place in range(len(several))]


def question(build: Build, *given: Hashable) -> Hashable:
    """Return the statement of `asked(build, *given)`, text and values: equal for equal queries."""
    statement = _remembered(build, given, {})
    return (build, statement.form.sql, statement.values) if statement else None


class _HowMany(Func):
    """COUNT as a column: with an aggregate Django would add GROUP BY."""

    function = "COUNT"
    output_field = IntegerField()


def _number(build: Build, *given: Hashable) -> QuerySet[Any, Any]:
    return build(*given).order_by().values_list(_HowMany("pk"), flat=True)


def _numbers(several: tuple[tuple[Build, tuple[Hashable, ...]], ...]) -> QuerySet[Any, Any]:
    first, *others = [
        build(*given).order_by().values_list(Value(place, output_field=IntegerField()), _HowMany("pk"))
        for place, (build, given) in enumerate(several)
    ]
    return first.union(*others, all=True) if others else first


def _remembered(build: Build, given: tuple[Hashable, ...], slots: Slots) -> _Written | None:
    key = (build, given, tuple(sorted(slots)))
    with _lock:
        known = key in _statements
        statement = _statements.get(key)
        if known:
            _statements.move_to_end(key)
    if not known:
        statement = _written(build, given, slots)
        _remember(key, statement)
    return statement


def _written(build: Build, given: tuple[Hashable, ...], slots: Slots) -> _Written | None:
    """Build the statement with a placeholder for each slot, located among its values; None when nothing can match."""
    stand_ins = {name: uuid4() if isinstance(value, UUID) else uuid4().hex for name, value in slots.items()}
    rows = build(*given, **stand_ins)
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    places = tuple(_places(values, stand_ins, rows.db))
    # An empty part of a union is omitted with its slots.
    if not rows.query.combinator and {place.slot for place in places} != set(slots):
        raise ValueError(f"{build.__name__} does not use each of {sorted(slots)} as it is")
    return _Written(_form(build, rows, compiler, sql), tuple(values), places)


def _form(build: Build, rows: QuerySet[Any, Any], compiler: Any, sql: str) -> _Form:
    """Share the form among statements of `build` with the same text, unless rows bring related rows with their own
    values.
    """
    compiler.connection = None  # each thread has its own
    form = _Form(rows, compiler, sql)
    if rows._prefetch_related_lookups or rows._known_related_objects:  # type: ignore[attr-defined]
        return form
    with _lock:
        return _forms.setdefault((build, sql), form)


def _read(statement: _Written, slots: Slots, part: str = "") -> list[Any]:
    form = statement.form
    using = form.rows.db
    values = list(statement.values)
    for place in statement.slots:
        values[place.number] = place.filled(slots[place.slot], using)
    compiler = copy.copy(form.compiler)
    compiler.connection = connections[using]
    compiler.as_sql = lambda *_how, **_more: (form.sql + part, tuple(values))
    rows = form.rows.all()
    rows.query.get_compiler = lambda *_how, **_more: compiler  # type: ignore[method-assign]
    return list(rows)


def _places(values: Iterable[Any], stand_ins: Slots, using: str) -> Iterator[_Place]:
    whole = {_Place(0, name).filled(stand_in, using): name for name, stand_in in stand_ins.items()}
    texts = [(name, stand_in) for name, stand_in in stand_ins.items() if isinstance(stand_in, str)]
    for number, value in enumerate(values):
        if isinstance(value, str | UUID) and value in whole:
            yield _Place(number, whole[value])
            continue
        for name, stand_in in texts:
            if isinstance(value, str) and stand_in in value:
                before, _slot, after = value.partition(stand_in)
                yield _Place(number, name, before, after)


@memory
def forget_statements() -> None:
    """Clear the cache: statements and their keys hold the values they were built with."""
    with _lock:
        _statements.clear()


def _remember(key: Hashable, statement: _Written | None) -> None:
    with _lock:
        _statements[key] = statement
        while len(_statements) > MOST:
            _statements.popitem(last=False)

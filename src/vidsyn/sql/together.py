"""Read rows of several tables in one statement: the parts of a page without a round trip for each kind.

Each row is returned as one JSON object, so that tables with different columns fit in one union, and becomes an
instance of its model again. Order, `select_related` (one step) and `only` of each queryset apply as usual.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import F, Field, Func, JSONField, Model, QuerySet, TextField, Value, Window
from django.db.models.functions import RowNumber

from vidsyn.sql.statements import MOST, asked

Rows = QuerySet[Any]
Parts = Callable[..., Mapping[str, Rows]]
_ANY = UUID(int=0)
# The columns to read of a model, and their relation path: "" for the row itself.
_Columns = tuple[str, type[Model], list[Field[Any, Any]]]


def fetch_together(wanted: Mapping[str, Rows]) -> dict[str, list[Any]]:
    """Return the rows of each queryset by its name, all in one statement; no statement without querysets."""
    found: dict[str, list[Any]] = {name: [] for name in wanted}
    # A queryset known to be empty has no SQL to put in a union.
    branches = [_branch(name, rows) for name, rows in wanted.items() if not rows.query.is_empty()]
    if not branches:
        return found
    first, *others = branches
    using = first.db
    columns = {name: list(_columns(rows)) for name, rows in wanted.items()}
    for name, _place, row in sorted(first.union(*others, all=True), key=lambda line: (line[0], line[1])):
        found[name].append(_instance(columns[name], row, using))
    return found


def fetch_parts(parts: Parts, *given: Hashable, **slots: UUID | str) -> dict[str, list[Any]]:
    """The same for the querysets that `parts(*given, **slots)` returns, with a cached statement.

    `parts` must depend only on its arguments; `slots` are as for `statements.asked`.
    """
    columns = _shape(parts, given, tuple(slots))
    if not columns:
        return {}
    found: dict[str, list[Any]] = {name: [] for name in columns}
    for name, _place, row in sorted(
        asked(_union, parts, *given, **slots), key=lambda line: (line[0], line[1])
    ):
        found[name].append(_instance(columns[name], row, DEFAULT_DB_ALIAS))
    return found


def _union(parts: Parts, *given: Hashable, **slots: UUID | str) -> QuerySet[Any, Any]:
    filled = [(name, rows) for name, rows in parts(*given, **slots).items() if not rows.query.is_empty()]
    first, *others = [_branch(name, rows) for name, rows in filled]
    return first.union(*others, all=True)


@lru_cache(maxsize=MOST)
def _shape(parts: Parts, given: tuple[Hashable, ...], slots: tuple[str, ...]) -> dict[str, list[_Columns]]:
    """Return the columns of each queryset, which are the same whatever the slots' values."""
    asked_for = parts(*given, **dict.fromkeys(slots, _ANY))
    return {name: list(_columns(rows)) for name, rows in asked_for.items() if not rows.query.is_empty()}


def keep_fetched(owner: Model, fetched: Mapping[str, Sequence[Model]]) -> None:
    """Make `owner.<name>.all()` return these rows, as after `prefetch_related`."""
    cache = owner.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, rows in fetched.items():
        kept = getattr(owner, name).all()
        kept._result_cache, kept._prefetch_done = list(rows), True
        cache[name] = kept


def _branch(name: str, rows: Rows) -> Rows:
    table = rows.query.get_initial_alias()
    # Its own columns are referred to by name; those of related rows by path, which creates the join.
    fields: dict[str, Any] = {
        f"{path}{field.attname}": F(f"{path}{field.attname}") if path else field.get_col(table)
        for path, _model, columns in _columns(rows)
        for field in columns
    }
    order: tuple[Any, ...] = tuple(rows.query.order_by or rows.model._meta.ordering or ("pk",))
    return rows.order_by().values_list(
        Value(name, output_field=TextField()),
        Window(RowNumber(), order_by=order),
        _AsJson(tuple(fields), *fields.values()),
    )


class _AsJson(Func):
    """Named columns as one JSON object. As Django's `JSONObject`, but names are not resolved as expressions: a
    detail page has hundreds of them.
    """

    def __init__(self, names: Sequence[str], *columns: Any) -> None:
        super().__init__(*columns, output_field=JSONField())
        self.names = names

    def as_sql(  # type: ignore[override]  # the template of a function is no use here
        self, compiler: Any, connection: Any, **_more: Any
    ) -> tuple[str, list[Any]]:
        """Return `JSON_OBJECT('id', "table"."id", …)` in the database's own syntax."""
        compiled = [compiler.compile(column) for column in self.get_source_expressions()]
        named = (f"'{name}', {sql}" for name, (sql, _values) in zip(self.names, compiled, strict=True))
        function = "JSON_OBJECT" if connection.vendor == "sqlite" else "JSONB_BUILD_OBJECT"
        return f"{function}({', '.join(named)})", [value for _sql, values in compiled for value in values]


def _columns(rows: Rows) -> Iterator[_Columns]:
    chosen, left_out = rows.query.deferred_loading
    model = rows.model
    yield (
        "",
        model,
        [
            field
            for field in model._meta.concrete_fields
            if field.primary_key or not chosen or (field.name in chosen) is not left_out
        ],
    )
    related = rows.query.select_related
    for name in related if isinstance(related, dict) else ():
        other: Any = model._meta.get_field(name).related_model
        yield f"{name}__", other, list(other._meta.concrete_fields)


def _instance(columns: list[_Columns], row: dict[str, Any], using: str) -> Model:
    (_path, model, fields), *related = columns
    made = _made(model, fields, row, "", using)
    for path, other, others in related:
        key = row[f"{path}{other._meta.pk.attname}"]
        value = _made(other, others, row, path, using) if key is not None else None
        setattr(made, path.removesuffix("__"), value)
    return made


def _made(
    model: type[Model], fields: list[Field[Any, Any]], row: dict[str, Any], path: str, using: str
) -> Model:
    values = [_value(field, row[f"{path}{field.attname}"], using) for field in fields]
    return model.from_db(using, [field.attname for field in fields], values)


def _value(field: Field[Any, Any], value: Any, using: str) -> Any:
    """Convert a column's value from JSON: SQLite stores the raw column value, PostgreSQL formats it as JSON."""
    if value is None:
        return None
    if connections[using].vendor != "sqlite":
        return value if isinstance(field, JSONField) else field.to_python(value)
    for convert, column in _converters(field, using):
        value = convert(value, column, connections[using])
    return value


@cache
def _converters(field: Field[Any, Any], using: str) -> list[tuple[Callable[..., Any], Any]]:
    connection = connections[using]
    # Not `cached_col`: a foreign key would resolve to its target.
    column = field.get_col(field.model._meta.db_table)
    found = (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
    return [(convert, column) for convert in found]

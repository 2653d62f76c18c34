"""Other values for each of many rows: one statement, prepared once and carried out with each row's values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections, router
from django.db.models import Field, Model


def update_each(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these fields of the rows, all of one model, as they are in memory.

    As `bulk_update`, which writes one statement with a case for every row and takes thirty times as long to do so.
    """
    if not rows:
        return
    meta = type(rows[0])._meta
    database = connections[router.db_for_write(type(rows[0]))]
    fields: list[Field[Any, Any]] = [*(meta.get_field(name) for name in names), meta.pk]  # type: ignore[list-item]
    quoted = database.ops.quote_name
    columns = ", ".join(f"{quoted(str(field.column))} = %s" for field in fields[:-1])
    statement = f"UPDATE {quoted(meta.db_table)} SET {columns} WHERE {quoted(str(fields[-1].column))} = %s"  # noqa: S608  # names of our own columns
    values = [
        tuple(field.get_db_prep_save(getattr(row, field.attname), database) for field in fields)
        for row in rows
    ]
    with database.cursor() as cursor:
        cursor.executemany(statement, values)

"""Make collaborations from rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.importing import (
    CollaborationItem,
    ExtraValue,
    PartnerNamed,
    collaborations_import,
)
from vidsyn.collaborations.vocabulary import Level, Status
from vidsyn.intake.logic.texts import TEXTS
from vidsyn.intake.models import ImportRow
from vidsyn.intake.operations.making.named import Named
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.kernel.precision import Precision
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor


def collaborations_made(
    rows: Sequence[ImportRow], partners: Mapping[int, Partner], named: Named, actor: Actor
) -> list[Collaboration]:
    """Create a collaboration for each row, without a linked partner where a person must decide which it is."""
    items = tuple(_new(row, partners.get(row.pk), named) for row in rows)
    return collaborations_import(items=items, reason=reason_of(rows), actor=actor)


def collaborations_changed(
    rows: Sequence[ImportRow], things: Mapping[str, Any], named: Named, actor: Actor
) -> list[Collaboration]:
    """Apply the rows' changes to existing collaborations."""
    items = tuple(_changed(row, things[str(row.subject_id)], named) for row in rows)
    return collaborations_import(items=items, reason=reason_of(rows), actor=actor)


def reason_of(rows: Sequence[ImportRow]) -> str:
    """Return the reason recorded in the history: the list the rows are from."""
    return f"{rows[0].act.reference} {rows[0].act.file_name}" if rows else ""


def _new(row: ImportRow, partner: Partner | None, named: Named) -> CollaborationItem:
    values = row.values
    title = values.get(Field.TITLE) or row.name
    unit = named.unit(values.get(Field.UNIT)) or named.fallback
    return CollaborationItem(
        title_sv=title[:300],
        unit=unit,
        partners=(PartnerNamed(values[Field.PARTNER], partner),),
        extra=_extra(row.extra),
        **_given(values, named),
    )


def _changed(row: ImportRow, thing: Collaboration, named: Named) -> CollaborationItem:
    new = {change["field"]: change["becomes"] for change in row.changes}
    return CollaborationItem(
        existing=thing,
        expected_version=row.subject_version,
        title_sv=new.get(Field.TITLE),
        unit=named.unit(new.get(Field.UNIT)),
        extra=_extra(new.get("extra") or {}),
        **_given(new, named),
    )


def _given(values: Mapping[str, Any], named: Named) -> dict[str, Any]:
    """Return the values as the operation takes them; None leaves a field unchanged."""
    return {
        "owner": named.person(values.get(Field.OWNER)),
        "status": Status(values[Field.STATUS]) if values.get(Field.STATUS) else None,
        "level": Level(values[Field.LEVEL]) if values.get(Field.LEVEL) else None,
        "starts_on": day(values.get(Field.STARTS_ON)),
        "starts_precision": precision(values.get("starts_precision")),
        "ends_on": day(values.get(Field.ENDS_ON)),
        "ends_precision": precision(values.get("ends_precision")),
        "kinds": _codes(values.get(Field.KIND)),
        "subjects": _codes(values.get(Field.SUBJECTS)),
        **{column: values.get(name) for name, column in TEXTS[ListKind.COLLABORATIONS].items()},
    }


def _codes(value: list[str] | str | None) -> tuple[str, ...] | None:
    """Return codes as stored in a plan; None for a row without any."""
    if value is None:
        return None
    return (value,) if isinstance(value, str) else tuple(value)


def _extra(extra: Mapping[str, str]) -> tuple[ExtraValue, ...]:
    return tuple(ExtraValue(name, text) for name, text in extra.items())


def day(text: str | None) -> date | None:
    """Return a date as stored in a plan."""
    return date.fromisoformat(text) if text else None


def precision(text: str | None) -> Precision | None:
    """Return a precision as stored in a plan."""
    return Precision(text) if text else None

"""Make agreements from rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, PlacesItem, agreements_import
from vidsyn.agreements.queries.courses import terms_of
from vidsyn.agreements.vocabulary import Direction, Level, Stage
from vidsyn.intake.logic.terms import TERMS, terms_with
from vidsyn.intake.logic.texts import TEXTS
from vidsyn.intake.models import ImportRow
from vidsyn.intake.operations.making.collaborations import reason_of
from vidsyn.intake.operations.making.named import Named
from vidsyn.intake.vocabulary import Field, ListKind, Warned
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor

# The kind where a list gives no known one: searchable and changeable, instead of a guess.
KIND_NOT_STATED = "unspecified"
_DIRECTIONS = ((Field.PLACES_OUT, Direction.OUT), (Field.PLACES_IN, Direction.IN))


def agreements_made(
    rows: Sequence[ImportRow], partners: Mapping[int, Partner], named: Named, actor: Actor
) -> list[Agreement]:
    """Create an agreement for each row; its partner remains a name where a person must decide which it is."""
    items = tuple(_new(row, partners.get(row.pk), named) for row in rows)
    return agreements_import(items=items, reason=reason_of(rows), actor=actor)


def agreements_changed(
    rows: Sequence[ImportRow], things: Mapping[str, Any], named: Named, actor: Actor
) -> list[Agreement]:
    """Apply the rows' changes to existing agreements."""
    items = tuple(_changed(row, things[str(row.subject_id)], named) for row in rows)
    return agreements_import(items=items, reason=reason_of(rows), actor=actor)


def _new(row: ImportRow, partner: Partner | None, named: Named) -> AgreementItem:
    values = row.values
    return AgreementItem(
        kind=values.get(Field.KIND) or KIND_NOT_STATED,
        unit=named.unit(values.get(Field.UNIT)),
        partners=(PartyItem(values[Field.PARTNER], partner),),
        terms=terms_with(Terms(), values),
        stage=Stage.FOR_SIGNATURE if _taken_as_unsigned(row) else None,
        places=tuple(
            PlacesItem(direction, values[name])
            for name, direction in _DIRECTIONS
            if values.get(name) is not None
        ),
        extra=dict(row.extra),
        source=f"{row.act.reference} {row.act.file_name}"[:200],
        source_key=row.identity[:64],
        **_given(values, named),
    )


def _changed(row: ImportRow, thing: Agreement, named: Named) -> AgreementItem:
    new = {change["field"]: change["becomes"] for change in row.changes}
    return AgreementItem(
        existing=thing,
        expected_version=row.subject_version,
        kind=new.get(Field.KIND),
        unit=named.unit(new.get(Field.UNIT)),
        terms=terms_with(terms_of(thing), new) if TERMS & new.keys() else None,
        extra=dict(new.get("extra") or {}),
        **_given(new, named),
    )


def _given(values: Mapping[str, Any], named: Named) -> dict[str, Any]:
    """Return the values as the operation takes them; None leaves a field unchanged."""
    return {
        "title_sv": values.get(Field.TITLE),
        "owner": named.person(values.get(Field.OWNER)),
        "level": Level(values[Field.LEVEL]) if values.get(Field.LEVEL) else None,
        **{column: values.get(name) for name, column in TEXTS[ListKind.AGREEMENTS].items()},
    }


def _taken_as_unsigned(row: ImportRow) -> bool:
    """Check whether the person chose to use remarks, and this row's remark says that signatures are missing."""
    awaited = any(warning["code"] == Warned.SIGNATURE_AWAITED for warning in row.warnings)
    return awaited and bool(row.act.settings.get("states_from_remarks"))

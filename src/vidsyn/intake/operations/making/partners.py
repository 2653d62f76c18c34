"""Make partners from rows: those a list of partners is about, and those other lists name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from vidsyn.intake.logic.texts import TEXTS
from vidsyn.intake.models import ImportRow
from vidsyn.intake.queries.planning import OTHER_NAMES
from vidsyn.intake.queries.reference import Reference
from vidsyn.intake.vocabulary import Decided, Field, ListKind
from vidsyn.partners.logic.entries import NameEntry, PartnerEntry, Renaming
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import Partner, PartnerName
from vidsyn.partners.operations.bulk import (
    PartnerChange,
    partner_register_many,
    partner_update_many,
)
from vidsyn.partners.queries.rights import columns_seen
from vidsyn.partners.queries.standing import partners_today
from vidsyn.partners.vocabulary import NameKind, PartnerKind
from vidsyn.people.actors import Actor

# The ROR id of a new partner follows from what its name was linked to.
_TEXTS = tuple(column for column in TEXTS[ListKind.PARTNERS].values() if column != "ror")
Key = tuple[str, str]


def partners_of(rows: Sequence[ImportRow], actor: Actor) -> dict[int, Partner]:
    """Return the partner each row names, by the row's id; missing where a person must decide first.

    Registers each missing partner once: by ROR id where the name was linked, else under the name as written. The
    row that a partner is registered for stores its id, so that undoing finds it.
    """
    wanted = {row.pk: row for row in rows if row.decided in (Decided.LINKED, Decided.NEW)}
    held = _held(wanted.values())
    missing: dict[Key, ImportRow] = {}
    for row in wanted.values():
        if _key(row) not in held:
            missing.setdefault(_key(row), row)
    reference = Reference()
    made = (
        partner_register_many(entries=[entry_of(row, reference) for row in missing.values()], actor=actor)
        if missing
        else []
    )
    for (key, row), partner in zip(missing.items(), made, strict=True):
        held[key] = partner
        row.made_partner_id, row.made_partner_version = partner.pk, partner.version
    return {pk: held[_key(row)] for pk, row in wanted.items()}


def partners_held(rows: Sequence[ImportRow]) -> dict[int, Partner]:
    """Return the registered partners that rows name, by the row's id."""
    wanted = [row for row in rows if row.decided in (Decided.LINKED, Decided.NEW)]
    held = _held(wanted)
    return {row.pk: held[_key(row)] for row in wanted if _key(row) in held}


def partners_made(rows: Sequence[ImportRow], actor: Actor) -> list[Partner]:
    """Create a partner for each row of a list of partners."""
    reference = Reference()
    return partner_register_many(entries=[entry_of(row, reference) for row in rows], actor=actor)


def partners_changed(rows: Sequence[ImportRow], things: Mapping[str, Any], actor: Actor) -> list[Partner]:
    """Apply the rows' changes to existing partners."""
    changes = []
    for row in rows:
        new = {change["field"]: change["becomes"] for change in row.changes}
        changes.append(
            PartnerChange(
                partner=things[str(row.subject_id)],
                values={name: new[name] for name in (*_TEXTS, "ror") if name in new},
                kind=PartnerKind(new["kind"]) if "kind" in new else None,
                renamed=tuple(_renamed(row.changes)),
                extra=_extra(things[str(row.subject_id)], new, actor),
                expected_version=row.subject_version,
            )
        )
    return partner_update_many(changes=changes, actor=actor)


def _extra(partner: Partner, new: Mapping[str, Any], actor: Actor) -> dict[str, str] | None:
    """Combine the unmapped columns with the row's; None where the row adds nothing."""
    if not new.keys() & {"extra", Field.NOTES}:
        return None
    said = dict(new.get("extra") or columns_seen(actor, partner))
    if Field.NOTES in new:
        said[Field.NOTES] = new[Field.NOTES] or ""
    return {column: text for column, text in said.items() if text}


def _renamed(changes: Sequence[Mapping[str, Any]]) -> Iterator[Renaming]:
    for change in changes:
        if change["field"] in _NAMED:
            language, kind = _NAMED[change["field"]]
            yield Renaming(change["was"] or "", change["becomes"] or "", language, kind)


def entry_of(row: ImportRow, reference: Reference) -> PartnerEntry:
    """Return the partner a row names, completed with ROR's data."""
    values = row.values
    ror = (row.proposal.get("ror") or "") if row.decided == Decided.LINKED else ""
    known = reference.entry(ror) if ror else None
    texts = {name: values.get(name) or (getattr(known, name) if known else "") for name in _TEXTS}
    kind = values.get(Field.KIND) if _is_partner_list(row) else None
    extra = dict(row.extra) | ({Field.NOTES: values[Field.NOTES]} if values.get(Field.NOTES) else {})
    return PartnerEntry(
        names=tuple(_names(values, known.names if known else ())),
        kind=PartnerKind(kind) if kind else (known.kind if known else PartnerKind.OTHER),
        ror=ror,
        extra=extra if _is_partner_list(row) else {},
        **texts,
    )


def _is_partner_list(row: ImportRow) -> bool:
    return row.act.kind == "partners"


def _names(values: Mapping[str, Any], known: Sequence[NameEntry]) -> list[NameEntry]:
    """Return ROR's names first, then the list's, each form once."""
    said = [
        NameEntry(values[Field.PARTNER], None, NameKind.OTHER if known else NameKind.OFFICIAL),
        *(NameEntry(values[name], language) for name, language in _LANGUAGES if values.get(name)),
    ]
    said += [NameEntry(name, None, NameKind.OTHER) for name in values.get(OTHER_NAMES, ())]
    if values.get(Field.ACRONYM):
        said.append(NameEntry(values[Field.ACRONYM], None, NameKind.ACRONYM))
    found: dict[tuple[str, str | None], NameEntry] = {}
    seen: set[str] = set()
    for entry in (*known, *said):
        if entry.language is None and fold(entry.name) in seen:
            continue
        found.setdefault((fold(entry.name), entry.language), entry)
        seen.add(fold(entry.name))
    return list(found.values())


_NAMED: Mapping[str, tuple[str | None, NameKind]] = {
    Field.PARTNER: (None, NameKind.OFFICIAL),
    Field.NAME_SV: ("sv", NameKind.OFFICIAL),
    Field.NAME_EN: ("en", NameKind.OFFICIAL),
    Field.ACRONYM: (None, NameKind.ACRONYM),
}
_LANGUAGES = ((Field.NAME_SV, "sv"), (Field.NAME_EN, "en"))


def _key(row: ImportRow) -> Key:
    """Return the key by which two rows name the same partner: its id here, its ROR id, else name and country."""
    if row.decided == Decided.LINKED:
        if row.proposal.get("partner_id"):
            return "id", row.proposal["partner_id"]
        return "ror", row.proposal["ror"]
    return fold(row.name), row.values.get(Field.COUNTRY, "")


def _held(rows: Iterable[ImportRow]) -> dict[Key, Partner]:
    """Return the registered partners of these rows."""
    keys = {_key(row) for row in rows}
    listed = Partner.objects.listed()
    ids = {value for name, value in keys if name == "id"}
    rors = {value for name, value in keys if name == "ror"}
    held: dict[Key, Partner] = {("id", id_): partner for id_, partner in partners_today(ids).items()}
    held |= {("ror", p.ror): p for p in listed.filter(ror__in=rors, active=True)}
    folded = {name for name, _country in keys} - {"id", "ror"}
    named = PartnerName.objects.filter(folded__in=folded, partner__in=listed).select_related("partner")
    for name in named:
        held.setdefault((name.folded, name.partner.country), name.partner)
    return held

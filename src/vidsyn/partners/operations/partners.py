"""Operations on one partner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Unpack

from vidsyn.acts.emptying import given_values
from vidsyn.acts.locking import locked, save, saved
from vidsyn.acts.operations import operation
from vidsyn.acts.trees import is_under
from vidsyn.history.recording import differences, nothing_changed, record, snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import CountryCode, LanguageCode, Reason, Said
from vidsyn.partners.facts import PartnerFact
from vidsyn.partners.logic.entries import TEXT_FIELDS, NameEntry, PartnerEntry, PartnerSaid, entry_kept
from vidsyn.partners.logic.identifiers import (
    ErasmusCode,
    PicNumber,
    Ror,
    RorOrNone,
    Schac,
    WebAddress,
    ror_id,
)
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.columns import COLUMNS, bringing_unit, set_columns
from vidsyn.partners.operations.keeping import (
    name_made,
    names_shown,
    partner_locked,
    refuse_taken,
    reindex,
    require_editor,
)
from vidsyn.partners.queries.likeness import partner_likeness
from vidsyn.partners.vocabulary import NameKind, PartnerKind
from vidsyn.people.actors import Actor

TOLD = ("kind", *TEXT_FIELDS)


@operation(records=[PartnerFact.REGISTERED])
def partner_register(
    *,
    name: Said,
    language: LanguageCode | None = None,
    kind: PartnerKind = PartnerKind.OTHER,
    country: CountryCode = "",
    city: str = "",
    ror: RorOrNone = "",
    erasmus_code: ErasmusCode = "",
    schac: Schac = "",
    pic: PicNumber = "",
    website: WebAddress = "",
    names: list[NameEntry] | None = None,
    extra: Mapping[str, str] | None = None,
    despite_likeness: bool = False,
    is_sample: bool = False,
    actor: Actor,
) -> Partner:
    """Register a partner under its official name; `names` are further ones.

    Refuses with `partner_looks_registered`, naming the likely ones, where the name or an identifier is already that
    of a partner, unless `despite_likeness`; an identifier of another active partner is refused in any case.
    """
    require_editor(actor)
    entry = PartnerEntry(
        (NameEntry(name, language, NameKind.OFFICIAL), *(names or ())),
        kind, country, city, ror, erasmus_code, schac, pic, website, dict(extra or {}),
    )  # fmt: skip
    values = entry_kept(entry)
    if not despite_likeness:
        _refuse_alike(entry, values, actor)
    refuse_taken(values)
    partner = Partner(kind=kind, is_sample=is_sample, **values)
    set_columns(partner, entry.extra, actor, bringing_unit(actor))
    _insert(partner, entry)
    record(PartnerFact.REGISTERED, subject=partner, actor=actor, after=registered(partner, entry))
    return partner


def _insert(partner: Partner, entry: PartnerEntry) -> None:
    """Save a new partner with its names."""
    made = [name_made(partner, one) for one in entry.names]
    names_shown(partner, made)
    partner.save(force_insert=True)
    for one in made:
        one.save(force_insert=True)
    reindex(partner)


@operation(records=[PartnerFact.UPDATED])
def partner_update(
    *,
    partner: Partner,
    expected_version: int | None = None,
    kind: PartnerKind | None = None,
    extra: Mapping[str, str] | None = None,
    reason: str = "",
    actor: Actor,
    **said: Unpack[PartnerSaid],
) -> Partner:
    """Change what is known of a partner: what is left out stays, empty text clears.

    `extra` replaces all columns but those closed ones that belong to another unit.
    """
    require_editor(actor)
    current = partner_locked(partner, expected_version)
    values = {name: TEXT_FIELDS[name](text) for name, text in given_values(said).items()}
    changed = apply_values(current, values, kind, extra, actor)
    if not changed[1]:
        nothing_changed()
        return current
    if current.active:
        refuse_taken(changed[1], except_for=[current])
    save(current)
    reindex(current)
    record_update(current, changed, actor, reason)
    return current


@operation(records=[PartnerFact.PARENT_SET], trees={"parent": Partner})
def partner_parent_set(
    *,
    partner: Partner,
    parent: Partner | None,
    expected_version: int | None = None,
    reason: str = "",
    actor: Actor,
) -> Partner:
    """Say which organisation a partner is part of; null for none."""
    return _relative_set(partner, "parent", parent, expected_version, reason, actor, PartnerFact.PARENT_SET)


@operation(records=[PartnerFact.SUCCESSOR_SET], trees={"successor": Partner})
def partner_successor_set(
    *,
    partner: Partner,
    successor: Partner | None,
    expected_version: int | None = None,
    reason: str = "",
    actor: Actor,
) -> Partner:
    """Say which organisation came after a partner; null for none."""
    return _relative_set(
        partner, "successor", successor, expected_version, reason, actor, PartnerFact.SUCCESSOR_SET
    )


@operation(records=[PartnerFact.ROR_LINKED])
def partner_link_ror(
    *,
    partner: Partner,
    ror: Ror,
    reason: str = "",
    evidence: Mapping[str, str] | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> Partner:
    """Link a partner to its ROR record. `evidence` is what the matching gave as its reasons, kept with the link."""
    require_editor(actor)
    current = partner_locked(partner, expected_version)
    before = snapshot(current, ("ror", "ror_evidence"))
    current.ror, current.ror_evidence = ror_id(ror), dict(evidence or {})
    if not current.ror:
        raise Refusal("partner_ror_form", field="ror", value=ror)
    refuse_taken({"ror": current.ror}, except_for=[current])
    return _kept(current, before, PartnerFact.ROR_LINKED, actor, reason)


@operation(records=[PartnerFact.ROR_UNLINKED])
def partner_unlink_ror(
    *, partner: Partner, reason: Reason, expected_version: int | None = None, actor: Actor
) -> Partner:
    """Remove a partner's link to ROR; the reason tells the next person why it was wrong."""
    require_editor(actor)
    require_reason(reason)
    current = partner_locked(partner, expected_version)
    before = snapshot(current, ("ror", "ror_evidence"))
    current.ror, current.ror_evidence = "", {}
    return _kept(current, before, PartnerFact.ROR_UNLINKED, actor, reason)


@operation(records=[PartnerFact.CLOSED])
def partner_close(
    *, partner: Partner, reason: Reason, expected_version: int | None = None, actor: Actor
) -> Partner:
    """Mark a partner as no longer existing or worked with; it stays readable with everything that points at it."""
    require_editor(actor)
    require_reason(reason)
    current = partner_locked(partner, expected_version)
    before = snapshot(current, ("active",))
    current.active = False
    return _kept(current, before, PartnerFact.CLOSED, actor, reason)


@operation(records=[PartnerFact.REOPENED])
def partner_reopen(
    *, partner: Partner, reason: Reason, expected_version: int | None = None, actor: Actor
) -> Partner:
    """Open a closed partner again, or bring back one removed as registered by mistake."""
    require_editor(actor)
    require_reason(reason)
    current = locked(partner, expected_version=expected_version)
    if current.merged_into_id is not None:
        return partner_locked(current)
    before = snapshot(current, ("active", "voided_at"))
    current.active, current.voided_at = True, None
    refuse_taken(snapshot(current, TEXT_FIELDS), except_for=[current])
    return _kept(current, before, PartnerFact.REOPENED, actor, reason)


def registered(partner: Partner, entry: PartnerEntry) -> dict[str, object]:
    """Return a registration's facts for the history: every value given, nothing empty."""
    given = {name: value for name, value in snapshot(partner, TOLD).items() if value}
    names = [{"name": n.name, "language": n.language, "kind": n.kind} for n in entry.names]
    extra = snapshot(partner, COLUMNS) if partner.extra else {}
    return {"reference": partner.reference, "names": names} | given | extra


Changed = tuple[dict[str, Any], dict[str, Any]]


def apply_values(
    partner: Partner,
    values: Mapping[str, str],
    kind: PartnerKind | None,
    extra: Mapping[str, str] | None,
    actor: Actor,
) -> Changed:
    """Set the given fields without saving; returns the changes as (before, after)."""
    told = (*TOLD, *COLUMNS, "ror_evidence")
    before = snapshot(partner, told)
    for name, value in values.items():
        setattr(partner, name, value)
    if partner.ror != before["ror"]:
        partner.ror_evidence = {}
    partner.kind = kind or partner.kind
    if extra is not None:
        set_columns(partner, extra, actor, bringing_unit(actor))
    return differences(before, snapshot(partner, told))


def record_update(partner: Partner, changed: Changed, actor: Actor, reason: str) -> None:
    """Record the fact of an update; call it next to the save."""
    before, after = changed
    record(PartnerFact.UPDATED, subject=partner, actor=actor, before=before, after=after, reason=reason)


def _refuse_alike(entry: PartnerEntry, values: Mapping[str, str], actor: Actor) -> None:
    likely = partner_likeness(
        actor, [one.name for one in entry.names], country=values["country"], identifiers=values
    )
    if likely:
        raise Refusal(
            "partner_looks_registered",
            kind=RefusalKind.CONFLICT,
            field="name",
            names=", ".join(f"{one.partner.reference} {one.partner.name}" for one in likely[:5]),
            likely=[
                {
                    "reference": one.partner.reference,
                    "name": one.partner.name,
                    "reason": one.reason,
                    "confidence": one.confidence,
                }
                for one in likely
            ],
        )


def _relative_set(
    partner: Partner,
    field: str,
    relative: Partner | None,
    expected_version: int | None,
    reason: str,
    actor: Actor,
    fact: PartnerFact,
) -> Partner:
    require_editor(actor)
    current = partner_locked(partner, expected_version)
    if is_under(current, field, relative):
        raise Refusal("partner_own_relative", field=field)
    before = snapshot(current, (field,))
    setattr(current, field, relative)
    return _kept(current, before, fact, actor, reason)


def _kept(
    partner: Partner, before: Mapping[str, object], fact: PartnerFact, actor: Actor, reason: str
) -> Partner:
    saved(partner, before, fact, actor, reason=reason)
    if partner.ror != before.get("ror", partner.ror):
        reindex(partner)
    return partner

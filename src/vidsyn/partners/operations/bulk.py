"""Operations on many partners at once: one history row each, few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from django.utils import timezone

from vidsyn.acts.columns import fills
from vidsyn.acts.locking import save, versions_by_key
from vidsyn.acts.operations import operation
from vidsyn.acts.references import references_ready
from vidsyn.history.models import HistoryEntry
from vidsyn.history.recording import nothing_changed, prepare, record_all
from vidsyn.kernel.refusals import Refusal, RefusalKind, refuse_if, require_reason
from vidsyn.kernel.shapes import AtMost, Reason
from vidsyn.partners import access
from vidsyn.partners.facts import PartnerFact
from vidsyn.partners.logic.entries import (
    IDENTIFIERS,
    TEXT_FIELDS,
    NameEntry,
    PartnerEntry,
    Renaming,
    entry_kept,
)
from vidsyn.partners.models import Partner, PartnerName, PartnerWord, declared_relations, rows_using
from vidsyn.partners.operations.columns import bringing_unit, set_columns
from vidsyn.partners.operations.keeping import (
    name_made,
    names_shown,
    partner_locked,
    refuse_taken,
    reindex,
    rename,
    require_editor,
    require_office,
    words_made,
)
from vidsyn.partners.operations.names import names_renamed
from vidsyn.partners.operations.partners import apply_values, record_update, registered
from vidsyn.partners.vocabulary import PartnerKind
from vidsyn.people.actors import Actor
from vidsyn.sql.each import update_each

BATCH = 500
# Logic knows no tables.
fills(Partner)(PartnerEntry)
fills(PartnerName)(NameEntry)


@dataclass(frozen=True, slots=True)
class PartnerChange:
    """New values for one partner: `values` by field name (country, city, ror …); names in it are added."""

    partner: Partner
    values: Mapping[str, str] = field(default_factory=dict)
    kind: PartnerKind | None = None
    names: tuple[NameEntry, ...] = ()
    renamed: tuple[Renaming, ...] = ()
    extra: Mapping[str, str] | None = None
    expected_version: int | None = None


@operation(records=[PartnerFact.REGISTERED])
def partner_register_many(
    *,
    entries: Annotated[list[PartnerEntry], AtMost()],
    is_sample: bool = False,
    reason: str = "",
    actor: Actor,
) -> list[Partner]:
    """Register many partners, in the order given. Whoever calls has judged likeness before.

    A longer list comes in as a file: on the page for bringing in lists, or with `vidsyn import`.
    Refuses all of them if one cannot be: every refusal names its entry as `entries.<number>.<field>`.
    """
    require_editor(actor)
    kept = _all_kept(entries)
    _refuse_twice_among(kept)
    partners, names, unit = [], [], bringing_unit(actor)
    with references_ready("partners.Partner", "P", len(entries)):
        for entry, values in zip(entries, kept, strict=True):
            partner = Partner(kind=entry.kind, is_sample=is_sample, **values)
            set_columns(partner, entry.extra, actor, unit)
            made = [name_made(partner, one) for one in entry.names]
            names_shown(partner, made)
            partners.append(partner)
            names.append(made)
    _refuse_any_taken(kept)
    Partner.objects.bulk_create(partners, batch_size=BATCH)
    PartnerName.objects.bulk_create((n for made in names for n in made), batch_size=BATCH)
    pairs = zip(partners, names, strict=True)
    PartnerWord.objects.bulk_create((w for p, made in pairs for w in words_made(p, made)), batch_size=BATCH)
    record_all(
        prepare(PartnerFact.REGISTERED, subject=p, actor=actor, after=registered(p, entry), reason=reason)
        for p, entry in zip(partners, entries, strict=True)
    )
    if not partners:
        nothing_changed()
    return partners


@operation(records=[PartnerFact.UPDATED])
def partner_update_many(
    *, changes: Annotated[list[PartnerChange], AtMost()], reason: str = "", actor: Actor
) -> list[Partner]:
    """Change many partners; those already as asked are left alone and leave no row."""
    require_editor(actor)
    done = [_change(change, reason, actor) for change in changes]
    if not any(changed for _partner, changed in done):
        nothing_changed()
    return [partner for partner, _changed in done]


@operation(records=[PartnerFact.VOIDED])
def partner_void_many(
    *,
    partners: list[Partner],
    reason: Reason,
    expected_versions: tuple[int, ...] = (),
    actor: Actor,
) -> list[Partner]:
    """Remove partners registered by mistake, such as by an import undone. Refuses one that anything uses.

    The office may remove any partner; whoever may register partners may remove those they registered.
    """
    _require_office_or_own(partners, actor)
    require_reason(reason)
    expected = versions_by_key(partners, expected_versions)
    ordered = sorted(partners, key=lambda one: one.pk)
    current = [partner_locked(partner, expected.get(partner.pk)) for partner in ordered]
    _refuse_used(current)
    now = timezone.now()
    for partner in current:
        partner.voided_at = now
        partner.version += 1
    update_each(current, ["voided_at", "version"])
    record_all(
        prepare(PartnerFact.VOIDED, subject=p, actor=actor, after={"voided_at": now}, reason=reason)
        for p in current
    )
    if not current:
        nothing_changed()
    return current


def _require_office_or_own(partners: Iterable[Partner], actor: Actor) -> None:
    if access.may_merge(actor):
        return
    ids = {str(partner.pk) for partner in partners}
    own = HistoryEntry.objects.filter(
        fact=PartnerFact.REGISTERED,
        subject_kind=Partner.KIND,
        subject_id__in=ids,
        actor_kind=actor.ref.kind,
        actor_id=actor.ref.id,
    )
    if not access.may_edit(actor) or set(own.values_list("subject_id", flat=True)) != ids:
        require_office(actor)


def _all_kept(entries: Iterable[PartnerEntry]) -> list[dict[str, str]]:
    kept, refusals = [], []
    for number, entry in enumerate(entries):
        try:
            kept.append(entry_kept(entry))
        except Refusal as refusal:
            refusals.append(_at(refusal, number))
    refuse_if(refusals)
    return kept


def _at(refusal: Refusal, number: int) -> Refusal:
    path = f"entries.{number}.{refusal.field}" if refusal.field else f"entries.{number}"
    return Refusal(refusal.code, kind=refusal.kind, field=path, **refusal.params)


def _refuse_twice_among(kept: list[dict[str, str]]) -> None:
    seen: dict[tuple[str, str], int] = {}
    refusals = []
    for number, values in enumerate(kept):
        for name in IDENTIFIERS:
            first = seen.setdefault((name, values[name]), number) if values[name] else number
            if first != number:
                at = f"entries.{number}.{name}"
                refusals.append(
                    Refusal("partner_id_twice_in_list", field=at, value=values[name], first=first + 1)
                )
    refuse_if(refusals)


def _refuse_any_taken(kept: list[dict[str, str]]) -> None:
    for name in IDENTIFIERS:
        wanted = {values[name]: number for number, values in enumerate(kept) if values[name]}
        others = Partner.objects.listed().filter(active=True, **{f"{name}__in": list(wanted)})
        for other in others[:1]:
            try:
                refuse_taken({name: getattr(other, name)})
            except Refusal as refusal:
                raise _at(refusal, wanted[getattr(other, name)]) from refusal


def _change(change: PartnerChange, reason: str, actor: Actor) -> tuple[Partner, bool]:
    current = partner_locked(change.partner, change.expected_version)
    values = {name: TEXT_FIELDS[name](text) for name, text in change.values.items()}
    before, after = apply_values(current, values, change.kind, change.extra, actor)
    known = {(n.name, n.language) for n in current.names.all()}
    made = [name_made(current, entry) for entry in change.names]
    new = [name for name in made if (name.name, name.language) not in known]
    told = names_renamed(current, change.renamed)
    if not after and not new and not told:
        return current, False
    if current.active:
        refuse_taken(after, except_for=[current])
    PartnerName.objects.bulk_create(new)
    if new:
        after["names"] = [{"name": n.name, "language": n.language, "kind": n.kind} for n in new]
    if told:
        before["name"], after["name"] = "; ".join(told), "; ".join(told.values())
    rename(current)
    save(current)
    reindex(current)
    record_update(current, (before, after), actor, reason)
    return current, True


def _refuse_used(partners: list[Partner]) -> None:
    by_id = {partner.pk: partner for partner in partners}
    for relation in declared_relations():
        if relation.part:
            continue
        rows = rows_using(relation, by_id.keys())
        for key in rows.values_list(relation.field, flat=True)[:1]:
            count = rows.filter(**{relation.field: key}).count()
            raise Refusal(
                "partner_in_use", kind=RefusalKind.STATE, reference=by_id[key].reference, count=count
            )

"""Operations on a partner's names."""

from __future__ import annotations

from collections.abc import Iterable

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history.recording import differences, nothing_changed, record, snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import LanguageCode, Said
from vidsyn.partners.facts import PartnerFact
from vidsyn.partners.logic.entries import NameEntry, Renaming
from vidsyn.partners.models import Partner, PartnerName
from vidsyn.partners.operations.keeping import name_made, partner_locked, reindex, rename, require_editor
from vidsyn.partners.vocabulary import NameKind
from vidsyn.people.actors import Actor

TOLD = ("name", "language", "kind")


@operation(records=[PartnerFact.NAME_ADDED])
def partner_name_add(
    *,
    partner: Partner,
    name: Said,
    language: LanguageCode | None = None,
    kind: NameKind = NameKind.OFFICIAL,
    expected_version: int | None = None,
    actor: Actor,
) -> PartnerName:
    """Give a partner one more name."""
    require_editor(actor)
    current = partner_locked(partner, expected_version)
    made = name_made(current, NameEntry(name, language, kind))
    _refuse_twice(made)
    made.save(force_insert=True)
    _follow(current)
    record(PartnerFact.NAME_ADDED, subject=current, actor=actor, after=snapshot(made, TOLD))
    return made


@operation(records=[PartnerFact.NAME_UPDATED])
def partner_name_update(
    *,
    name: PartnerName,
    text: str | None = None,
    language: LanguageCode | None = None,
    kind: NameKind | None = None,
    expected_version: int | None = None,
    reason: str = "",
    actor: Actor,
) -> PartnerName:
    """Change one name: what is left out stays, an empty language clears it. `expected_version` is the partner's."""
    require_editor(actor)
    partner = partner_locked(name.partner, expected_version)
    current = locked(name)
    before = snapshot(current, TOLD)
    entry = NameEntry(
        current.name if text is None else text,
        current.language if language is None else language,
        kind or NameKind(current.kind),
    )
    made = name_made(partner, entry)
    current.name, current.language, current.kind = made.name, made.language, made.kind
    current.folded = made.folded
    was, now = differences(before, snapshot(current, TOLD))
    if not now:
        nothing_changed()
        return current
    _refuse_twice(current)
    save(current)
    _follow(partner)
    before, after = {"name": before["name"]} | was, {"name": current.name} | now
    record(PartnerFact.NAME_UPDATED, subject=partner, actor=actor, before=before, after=after, reason=reason)
    return current


@operation(records=[PartnerFact.NAME_REMOVED])
def partner_name_remove(*, name: PartnerName, reason: str = "", actor: Actor) -> None:
    """Remove a name that was never right; one that was right once is better made a former name."""
    require_editor(actor)
    partner = partner_locked(name.partner)
    current = locked(name)
    if not partner.names.exclude(pk=current.pk).exists():
        raise Refusal("partner_last_official_name", kind=RefusalKind.STATE)
    before = snapshot(current, TOLD)
    current.delete()
    _follow(partner)
    record(PartnerFact.NAME_REMOVED, subject=partner, actor=actor, before=before, reason=reason)


def names_renamed(partner: Partner, wanted: Iterable[Renaming]) -> dict[str, str]:
    """Rename names of a locked partner, which the caller saves; returns old name → new name."""
    told = {}
    for one in wanted:
        names = list(partner.names.all())
        held = next((n for n in names if n.name == one.was and n.kind == one.kind), None)
        target = next((n for n in names if n.name == one.becomes), None)
        if one.becomes and target is not None and target.kind == one.kind:
            continue
        told[one.was] = one.becomes
        if not one.becomes or (target is not None and target.kind == NameKind.FORMER):
            _taken_away(partner, held)
        elif held is not None:
            held.kind = NameKind.FORMER
            save(held)
        if target is not None:
            target.kind = one.kind
            save(target)
        elif one.becomes:
            language = held.language if held is not None else one.language
            name_made(partner, NameEntry(one.becomes, language, one.kind)).save(force_insert=True)
    return told


def _taken_away(partner: Partner, name: PartnerName | None) -> None:
    """Remove a name added by mistake, unless it is the last."""
    if name is not None and partner.names.count() > 1:
        name.delete()


def _follow(partner: Partner) -> None:
    rename(partner)
    save(partner)
    reindex(partner)


def _refuse_twice(name: PartnerName) -> None:
    same = PartnerName.objects.filter(partner=name.partner, name=name.name, language=name.language)
    if same.exclude(pk=name.pk).exists():
        raise Refusal("partner_name_twice", kind=RefusalKind.CONFLICT, field="name")

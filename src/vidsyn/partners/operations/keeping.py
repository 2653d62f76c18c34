"""Shared by all changes of a partner: rights, locking, values derived from its names, unique identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from vidsyn.acts.locking import locked
from vidsyn.acts.named_things import unusable
from vidsyn.history.personal.register import rebuilds
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.partners import access
from vidsyn.partners.logic.entries import IDENTIFIERS, NAME_LENGTH, NameEntry, language_kept, name_kept
from vidsyn.partners.logic.names import code_word, display_name, fold, name_words
from vidsyn.partners.models import Partner, PartnerName, PartnerWord
from vidsyn.people.access import require
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Needed

# Long remarks in an imported column would swell the index; their first words suffice for searching.
EXTRA_WORDS = 80


def require_editor(actor: Actor) -> None:
    """Refuse an actor who may not change partners and networks."""
    require(access.may_edit(actor), needed=Needed.ANY_COORDINATOR)


def require_office(actor: Actor) -> None:
    """Refuse an actor who may not merge or remove partners."""
    require(access.may_merge(actor), needed=Needed.OFFICE)


def partner_locked(partner: Partner, expected_version: int | None = None) -> Partner:
    """Return the current partner, locked; refuse one that was merged or voided."""
    current = locked(partner, expected_version=expected_version)
    if refusal := merged_or_voided(current, current):
        raise refusal
    return current


@unusable(Partner)
def merged_or_voided(_given: Partner, now: Partner) -> Refusal | None:
    """Refuse references to a partner that was merged or voided, however long ago: its relations have moved."""
    if now.merged_into_id is not None:
        into = Partner.objects.get(pk=now.merged_into_id)
        return Refusal("partner_merged", kind=RefusalKind.STATE, reference=now.reference, into=into.reference)
    if now.voided_at is not None:
        return Refusal("partner_voided", kind=RefusalKind.STATE, reference=now.reference)
    return None


def refuse_taken(values: Mapping[str, str], *, except_for: Iterable[Partner] = ()) -> None:
    """Refuse an identifier that another active partner already has."""
    wanted = {name: values[name] for name in IDENTIFIERS if values.get(name)}
    condition = Q(pk__in=[])
    for name, value in wanted.items():
        condition |= Q(**{name: value})
    others = Partner.objects.listed().filter(condition, active=True)
    other = others.exclude(pk__in=[p.pk for p in except_for]).first()
    if other is not None:
        field = next(name for name, value in wanted.items() if getattr(other, name) == value)
        raise Refusal(
            "partner_id_taken",
            kind=RefusalKind.CONFLICT,
            field=field,
            reference=other.reference,
            name=other.name,
            value=wanted[field],
        )


def name_made(partner: Partner, entry: NameEntry) -> PartnerName:
    """Build the row of one name, unsaved."""
    name = name_kept(entry.name)
    return PartnerName(
        partner=partner,
        name=name,
        language=language_kept(entry.language),
        kind=entry.kind,
        folded=fold(name)[: NAME_LENGTH * 2],
    )


def names_shown(partner: Partner, names: Iterable[PartnerName]) -> None:
    """Set the partner's display names from its names, in order of creation."""
    ordered = list(names)
    partner.name_sv = display_name(ordered, "sv")
    partner.name_en = display_name(ordered, "en")
    partner.sort_key = fold(partner.name_sv)[:NAME_LENGTH]


def words_made(partner: Partner, names: Iterable[PartnerName]) -> list[PartnerWord]:
    """Build the words the partner is found by, unsaved."""
    open_words: set[str] = set(name_words(partner.city))
    for name in names:
        open_words |= name_words(name.name)
    codes = (
        partner.ror.rpartition("/")[2],
        partner.erasmus_code,
        partner.schac,
        partner.pic,
        partner.reference,
    )
    for code in codes:
        open_words |= {*fold(code).split(), code_word(code)} - {""}
    inside: list[str] = []
    for value in partner.extra.values():
        inside += sorted(name_words(str(value)))
    restricted = list(dict.fromkeys(word for word in inside if word not in open_words))[:EXTRA_WORDS]
    return [
        *(PartnerWord(partner=partner, word=word) for word in sorted(open_words)),
        *(PartnerWord(partner=partner, word=word, restricted=True) for word in restricted),
    ]


def reindex(partner: Partner) -> None:
    """Rebuild the words of one partner from its names in the database."""
    PartnerWord.objects.filter(partner=partner).delete()
    PartnerWord.objects.bulk_create(words_made(partner, partner.names.all()))


@rebuilds(Partner)
def reindex_each(partners: Sequence[UUID]) -> None:
    """Rebuild the words of these partners after values were erased from their columns."""
    for partner in Partner.objects.filter(pk__in=partners).prefetch_related("names"):
        reindex(partner)


def rename(partner: Partner) -> None:
    """Recompute the partner's display names; the caller saves it."""
    names_shown(partner, partner.names.all())

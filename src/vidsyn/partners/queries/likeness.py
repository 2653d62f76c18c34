"""Find registered partners that an entry may duplicate, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from vidsyn.partners import access
from vidsyn.partners.logic.entries import IDENTIFIERS
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import NotDuplicate, Partner, PartnerName
from vidsyn.partners.vocabulary import LikenessReason, NameKind
from vidsyn.people.actors import Actor

# Similarity of two folded names, words in any order, from which a person should compare them.
SIMILAR = 88.0
# Shorter names are too easily alike. This also bounds the memory, as a whole country's names are compared at once.
_TELLING = 7
_AT_ONCE = 500
_CONFIDENCE = {
    LikenessReason.SAME_ID: 1.0,
    LikenessReason.SAME_NAME: 0.95,
    LikenessReason.SAME_NAME_ELSEWHERE: 0.5,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A possible duplicate. `met` is the shared name or identifier."""

    partner: Partner
    reason: LikenessReason
    confidence: float
    met: str


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two partners that may be one."""

    first: Partner
    second: Partner
    reason: LikenessReason
    met: str


def partner_likeness(
    viewer: Actor,
    names: Iterable[str],
    *,
    country: str = "",
    identifiers: Mapping[str, str] | None = None,
    except_for: Partner | None = None,
) -> list[Likeness]:
    """Return partners that these names or identifiers may already belong to, likeliest first. Three statements."""
    folded = {fold(name) for name in names} - {""}
    alike: dict[UUID, tuple[LikenessReason, float, str]] = {}
    for key, reason, confidence, met in (
        *_same_identifiers(identifiers or {}),
        *_alike_names(folded, country),
    ):
        if key not in alike or confidence > alike[key][1]:
            alike[key] = (reason, confidence, met)
    partners = Partner.objects.listed().filter(access.visible_to(viewer), pk__in=alike)
    likely = [
        Likeness(partner, *alike[partner.pk])
        for partner in partners
        if except_for is None or partner.pk != except_for.pk
    ]
    return sorted(likely, key=lambda one: (-one.confidence, one.partner.sort_key))


def duplicate_proposals(viewer: Actor, limit: int = 100) -> list[DuplicatePair]:
    """Return pairs of listed partners with the same or nearly the same name in one country, except those judged
    before.
    """
    pairs = {**dict(_near_pairs()), **dict(_same_name_pairs())}
    judged = set(NotDuplicate.objects.values_list("first", "second"))
    wanted = [pair for pair in pairs if pair not in judged]
    chosen = sorted(wanted, key=lambda pair: (-_CONFIDENCE.get(pairs[pair][0], 0.7), pairs[pair][1]))[:limit]
    seen = Partner.objects.listed().filter(access.visible_to(viewer)).prefetch_related("names")
    partners = seen.in_bulk({key for pair in chosen for key in pair})
    return [
        DuplicatePair(partners[first], partners[second], *pairs[first, second])
        for first, second in chosen
        if first in partners and second in partners
    ]


Alike = tuple[UUID, LikenessReason, float, str]
Pair = tuple[UUID, UUID]


def _same_identifiers(identifiers: Mapping[str, str]) -> Iterator[Alike]:
    given = {name: identifiers[name] for name in IDENTIFIERS if identifiers.get(name)}
    condition = Q(pk__in=[])
    for name, value in given.items():
        condition |= Q(**{name: value})
    for partner in Partner.objects.listed().filter(condition):
        met = next(value for name, value in given.items() if getattr(partner, name) == value)
        yield partner.pk, LikenessReason.SAME_ID, 1.0, met


def _alike_names(folded: set[str], country: str) -> Iterator[Alike]:
    """Yield names that are identical anywhere, or similar in the country or where none is given."""
    compared = _compared_names()
    same = compared.filter(folded__in=folded)
    for key, place, name, kind in same.values_list(*_COMPARED):
        if kind == NameKind.ACRONYM and not country:
            yield key, LikenessReason.SIMILAR_NAME, 0.6, name
            continue
        elsewhere = bool(country and place and country != place)
        reason = LikenessReason.SAME_NAME_ELSEWHERE if elsewhere else LikenessReason.SAME_NAME
        yield key, reason, _CONFIDENCE[reason], name
    here = compared.filter(partner__country__in=("", country)) if country else compared
    rows = list(here.exclude(kind=NameKind.ACRONYM).values_list("partner", "folded"))
    names = [_sorted_words(name) for _key, name in rows]
    # Imported here: most commands and pages never compare names.
    from rapidfuzz import fuzz, process

    for wanted in folded:
        near = process.extract(
            _sorted_words(wanted), names, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=20
        )
        for _name, score, index in near:
            if rows[index][1] != wanted:
                yield rows[index][0], LikenessReason.SIMILAR_NAME, round(score / 110, 2), rows[index][1]


_COMPARED = ("partner", "partner__country", "folded", "kind")


def _compared_names() -> QuerySet[PartnerName]:
    return PartnerName.objects.filter(partner__merged_into=None, partner__voided_at=None).order_by()


def _sorted_words(name: str) -> str:
    return " ".join(sorted(name.split()))


def _same_name_pairs() -> Iterator[tuple[Pair, tuple[LikenessReason, str]]]:
    names = _compared_names().exclude(kind=NameKind.ACRONYM)
    shared = names.values("folded").annotate(n=Count("partner", distinct=True)).filter(n__gt=1)
    owners: dict[str, dict[UUID, str]] = defaultdict(dict)
    for key, place, name in names.filter(folded__in=shared.values("folded")).values_list(
        "partner", "partner__country", "folded"
    ):
        owners[name][key] = place
    for name, found in owners.items():
        for first, second in combinations(sorted(found), 2):
            elsewhere = found[first] and found[second] and found[first] != found[second]
            reason = LikenessReason.SAME_NAME_ELSEWHERE if elsewhere else LikenessReason.SAME_NAME
            yield (first, second), (reason, name)


def _near_pairs() -> Iterator[tuple[Pair, tuple[LikenessReason, str]]]:
    """Yield near-identical names within one country, comparing all its names with each other at once."""
    import numpy as np
    from rapidfuzz import fuzz, process

    by_country: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
    for key, place, name, kind in _compared_names().values_list(*_COMPARED):
        if kind not in (NameKind.ACRONYM, NameKind.SHORT) and len(name) > _TELLING:
            by_country[place].append((key, name))
    for names in by_country.values():
        sorted_names = [_sorted_words(name) for _key, name in names]
        for start in range(0, len(names), _AT_ONCE):
            some = sorted_names[start : start + _AT_ONCE]
            scores = process.cdist(
                some, sorted_names, scorer=fuzz.ratio, score_cutoff=SIMILAR, dtype=np.uint8
            )
            for row, column in zip(*(places.tolist() for places in np.nonzero(scores)), strict=True):
                (one, its), (other, others) = names[start + row], names[column]
                if one < other and its != others:
                    yield (one, other), (LikenessReason.SIMILAR_NAME, its)

"""Search partners by any of their names or identifiers, while typing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from vidsyn.partners import access
from vidsyn.partners.logic.names import code_word, fold, name_words, typed_words
from vidsyn.partners.models import Partner, PartnerName, PartnerWord
from vidsyn.people.actors import Actor
from vidsyn.sql.statements import asked

_ROR_ADDRESS = re.compile(r"(https?://)?(www\.)?ror\.org/", re.IGNORECASE)
_LAST = "\U0010ffff"
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class PartnerHit:
    """A matching partner, and the name that matched unless it is the display name; "" for any other match."""

    partner: Partner
    found_by: str


def partner_search(viewer: Actor, text: str, limit: int = 10) -> list[PartnerHit]:
    """Return partners whose names, identifiers or city contain every word of `text`; the last may be partly typed.

    Best first: a name equal to the text, then one that begins with it, then the rest; closed partners last. Two
    statements.
    """
    words, code = _typed(text)
    if not words:
        return []
    slots = {f"word{number}": word for number, word in enumerate(words)} | {"folded": fold(text)}
    slots |= {"code": code} if len(words) > 1 else {}
    return [
        PartnerHit(partner, _found_by(partner, text)) for partner in asked(_ranked, viewer, limit, **slots)
    ]


def _ranked(viewer: Actor, limit: int, *, folded: str, code: str = "", **words: str) -> QuerySet[Partner]:
    found = _matching(viewer, list(words.values()), code)
    found = found.alias(exact=_named(Q(folded=folded)), begins=_named(prefixed("folded", folded)))
    ranked = found.order_by("-active", "-exact", "-begins", "sort_key", "id")[:limit]
    return ranked.prefetch_related("names")


def partners_matching(viewer: Actor, text: str) -> QuerySet[Partner] | None:
    """Return listed partners that contain every word of `text`; None when the text has no word."""
    words, code = _typed(text)
    return _matching(viewer, words, code) if words else None


def _typed(text: str) -> tuple[list[str], str]:
    text = _ROR_ADDRESS.sub("", text)
    return list(typed_words(text)[:MOST_WORDS]), code_word(text)


def _matching(viewer: Actor, words: list[str], code: str) -> QuerySet[Partner]:
    found = Partner.objects.listed().filter(access.visible_to(viewer))
    together = Q(pk__in=_having(viewer, code))
    each = Q()
    for word in words:
        each &= Q(pk__in=_having(viewer, word))
    return found.filter(each if len(words) == 1 else each | together)


def prefixed(field: str, text: str) -> Q:
    """Match a `field` that begins with `text`, in the form each database answers from its index.

    SQLite compares bytes, so a range is exact; its LIKE would read the whole table. PostgreSQL compares by
    language, where only LIKE is exact, and has an index for that.
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + _LAST})
    return Q(**{f"{field}__startswith": text})


def _having(viewer: Actor, word: str) -> QuerySet[PartnerWord, object]:
    words = PartnerWord.objects.filter(prefixed("word", word))
    if not viewer.is_office:
        shown = Partner.objects.filter(access.extra_visible_to(viewer))
        words = words.filter(Q(restricted=False) | Q(partner__in=shown.values("pk")))
    return words.values("partner")


def _named(condition: Q) -> ExpressionWrapper[Q]:
    """Match any of a partner's names: one subquery over all names, not one per partner."""
    names = PartnerName.objects.filter(condition)
    return ExpressionWrapper(Q(pk__in=names.values("partner")), output_field=BooleanField())


def _found_by(partner: Partner, text: str) -> str:
    typed = typed_words(text)
    names = sorted((name.name for name in partner.names.all()), key=lambda name: name != partner.name)
    for name in names:
        words = name_words(name)
        if all(any(word.startswith(part) for word in words) for part in typed):
            return "" if name == partner.name else name
    return ""

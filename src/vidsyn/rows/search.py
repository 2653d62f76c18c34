"""Search records by part of any word, in their own `search` column and, for insiders, `inside_search`.

No index answers that in a language with compound words, so every record's words are scanned; what matters is that
nothing else is evaluated for records that do not match.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from vidsyn.sql.statements import Build, asked

M = TypeVar("M", bound=Model)
FEW = 200
_SIZES = (5, 20, 60, FEW)


def holding(words: list[str], inside: Q) -> list[Q]:
    """Return conditions that every word is in the search words, or in those that only insiders (`inside`) may
    match.

    Conditions on the row itself come first, so that the rest is evaluated for matching rows only.
    """
    return [_anywhere(words), *(Q(search__contains=word) | inside for word in words)] if words else []


def found_by(build: Build, model: type[Model], words: list[str], *given: Hashable) -> list[Any]:
    """Return the rows of `build(*given, **slots)`, which uses `words_of(slots)` and `narrowed(…, slots)`.

    Two statements, one without a word. Ordered rows are scanned in their order, which is right where a page is soon
    full, but twice the work where hardly any match: those few are then selected by id.
    """
    slots: dict[str, Any] = {f"word{number}": word for number, word in enumerate(words)}
    if not words:
        return asked(build, *given)
    few = asked(_keys, model, FEW + 1, **slots)
    if not few:
        return []
    if len(few) <= FEW:
        size = next((size for size in _SIZES if len(few) <= size), len(few))
        # Fill the slots up to the next size by repeating the first id.
        slots |= {f"key{place}": few[place if place < len(few) else 0] for place in range(size)}
    return asked(build, *given, **slots)


def words_of(slots: Mapping[str, Any]) -> str:
    """Return the search words as text."""
    return " ".join(str(word) for name, word in slots.items() if name.startswith("word"))


def narrowed(rows: QuerySet[M], slots: Mapping[str, Any]) -> QuerySet[M]:
    """Narrow the rows to the few that match, where few do."""
    keys = [key for name, key in slots.items() if name.startswith("key")]
    return rows.filter(pk__in=keys) if keys else rows


def _keys(model: type[Model], most: int, **slots: str) -> QuerySet[Any, Any]:
    found = model._default_manager.filter(_anywhere(words_of(slots).split()))
    return found.order_by().values_list("pk", flat=True)[:most]


def _anywhere(words: list[str]) -> Q:
    found = Q()
    for word in words:
        # Most have no words for insiders: compare with the empty text before scanning.
        found &= Q(search__contains=word) | (~Q(inside_search="") & Q(inside_search__contains=word))
    return found

"""Things by the words they hold: any part of any word, in a thing's own `search` and, for insiders, `inside_search`.

No index answers that, in a language that writes words together; so every thing's words are looked through, and what
counts is that nothing else is asked of the things that hold none of them.
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
    """Every word stands among those a thing is found by, or among those by which only insiders (`inside`) find it.

    What the thing's own row answers comes first, so that the others are let go before more is asked of them.
    """
    return [_anywhere(words), *(Q(search__contains=word) | inside for word in words)] if words else []


def found_by(build: Build, model: type[Model], words: list[str], *given: Hashable) -> list[Any]:
    """The rows of `build(*given, **slots)`, which asks for `words_of(slots)` and is `narrowed(…, slots)`.

    Two statements, one without a word. Ordered rows are looked through in their order, which is right where a page of
    them is soon full, and twice the work where hardly any hold the words: those are asked for by id.
    """
    slots: dict[str, Any] = {f"word{number}": word for number, word in enumerate(words)}
    if not words:
        return asked(build, *given)
    few = asked(_keys, model, FEW + 1, **slots)
    if not few:
        return []
    if len(few) <= FEW:
        size = next((size for size in _SIZES if len(few) <= size), len(few))
        # As many slots as the next size has: the first stands in them again.
        slots |= {f"key{place}": few[place if place < len(few) else 0] for place in range(size)}
    return asked(build, *given, **slots)


def words_of(slots: Mapping[str, Any]) -> str:
    """The words asked for, as text."""
    return " ".join(str(word) for name, word in slots.items() if name.startswith("word"))


def narrowed(rows: QuerySet[M], slots: Mapping[str, Any]) -> QuerySet[M]:
    """Those of the rows that hold the words, where few things do."""
    keys = [key for name, key in slots.items() if name.startswith("key")]
    return rows.filter(pk__in=keys) if keys else rows


def _keys(model: type[Model], most: int, **slots: str) -> QuerySet[Any, Any]:
    found = model._default_manager.filter(_anywhere(words_of(slots).split()))
    return found.order_by().values_list("pk", flat=True)[:most]


def _anywhere(words: list[str]) -> Q:
    found = Q()
    for word in words:
        # Most have no words for insiders alone: an empty text is told apart before it is looked through.
        found &= Q(search__contains=word) | (~Q(inside_search="") & Q(inside_search__contains=word))
    return found

"""Things by the words they hold: any part of any word, in a thing's own `search` and, for insiders, `inside_search`.

No index answers that, in a language that writes words together; so every thing's words are looked through, and what
counts is that nothing else is asked of the things that hold none of them.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
FEW = 200


def holding(words: list[str], inside: Q) -> list[Q]:
    """Every word stands among those a thing is found by, or among those by which only insiders (`inside`) find it.

    What the thing's own row answers comes first, so that the others are let go before more is asked of them.
    """
    return [_anywhere(words), *(Q(search__contains=word) | inside for word in words)] if words else []


def by_few(rows: QuerySet[M], words: list[str]) -> QuerySet[M]:
    """The same rows, asked for by id where few things hold the words. One statement, or none without a word.

    Ordered rows are looked through in their order, which is right where a page of them is soon full, and twice the
    work where hardly any hold the words.
    """
    if not words:
        return rows
    model = rows.model._default_manager
    few = list(model.filter(_anywhere(words)).order_by().values_list("pk", flat=True)[: FEW + 1])
    return rows.filter(pk__in=few) if len(few) <= FEW else rows


def _anywhere(words: list[str]) -> Q:
    found = Q()
    for word in words:
        # Most have no words for insiders alone: an empty text is told apart before it is looked through.
        found &= Q(search__contains=word) | (~Q(inside_search="") & Q(inside_search__contains=word))
    return found

"""Search everything that rooms have registered."""

from __future__ import annotations

from dataclasses import dataclass

from vidsyn.partners.logic.names import fold
from vidsyn.people.actors import Actor
from vidsyn.rows.announced import SearchHit, counted_in_search, searched
from vidsyn.rows.counts import cached_counts

PER_KIND = 20


@dataclass(frozen=True, slots=True)
class Found:
    """The first results of a kind (`Record.KIND`), and how many there are."""

    kind: str
    hits: tuple[SearchHit, ...]
    total: int


def search_everything(viewer: Actor, text: str, *, limit: int = PER_KIND) -> list[SearchHit]:
    """Return everything visible that contains every word of `text`, at most `limit` of each kind.

    A constant number of statements.
    """
    if not fold(text):
        return []
    return [hit for search in searched.all().values() for hit in search(viewer, text, limit)]


def search_by_kind(viewer: Actor, text: str) -> list[Found]:
    """Return the first results of each kind that has any, with the kind's total. A constant number of statements."""
    hits = search_everything(viewer, text)
    kinds = list(dict.fromkeys(hit.kind for hit in hits))
    by_kind = {kind: tuple(hit for hit in hits if hit.kind == kind) for kind in kinds}
    # Fewer than the limit are all there are.
    full = [kind for kind in kinds if len(by_kind[kind]) >= PER_KIND]
    counting = {kind: list(counted_in_search.named(kind)(viewer, text)) for kind in full}
    numbers = iter(cached_counts(*(one for several in counting.values() for one in several)))
    totals = {kind: sum(next(numbers) for _one in several) for kind, several in counting.items()}
    return [Found(kind, some, max(totals.get(kind, 0), len(some))) for kind, some in by_kind.items()]

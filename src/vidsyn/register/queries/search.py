"""Search everything that rooms have registered."""

from __future__ import annotations

from vidsyn.partners.logic.names import fold
from vidsyn.people.actors import Actor
from vidsyn.rows.announced import SearchHit, searched

PER_KIND = 20


def search_everything(viewer: Actor, text: str, *, limit: int = PER_KIND) -> list[SearchHit]:
    """Return everything visible that contains every word of `text`, at most `limit` of each kind.

    A constant number of statements.
    """
    if not fold(text):
        return []
    return [hit for search in searched.all().values() for hit in search(viewer, text, limit)]

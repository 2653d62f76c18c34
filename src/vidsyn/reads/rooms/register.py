"""Search the whole register."""

from __future__ import annotations

from dataclasses import dataclass

from vidsyn.people.actors import Actor
from vidsyn.reads.filters import Asked
from vidsyn.reads.registry import Part, listing, part_of
from vidsyn.register.queries.search import search_everything
from vidsyn.rows.announced import SearchHit


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """`text` is any word or name."""

    text: str = ""


@listing("/search", tag="register", item=SearchHit, filtered_by=SearchFilter)
def search(viewer: Actor, wanted: SearchFilter, page: Asked) -> Part:
    """Everything that contains every word of `text`: partners, networks, collaborations, agreements."""
    return part_of(search_everything(viewer, wanted.text, limit=page.page * page.size), page, lambda hit: hit)

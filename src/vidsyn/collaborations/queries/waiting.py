"""What waits for somebody among collaborations."""

from __future__ import annotations

from datetime import date
from typing import Any

from vidsyn.collaborations.queries.lists import CollaborationFilter, collaborations_counted
from vidsyn.collaborations.vocabulary import CollaborationMatter
from vidsyn.people.actors import Actor
from vidsyn.rows.waiting import gathers


@gathers(CollaborationMatter.LINKS, place=120)
def _to_link(viewer: Actor, _on: date) -> tuple[Any, ...] | None:
    wanted = CollaborationFilter(unlinked=True, editable=True)
    return (collaborations_counted, viewer, wanted) if viewer.may_write else None

"""Collaborations with their activities."""

from __future__ import annotations

from datetime import date

from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.collaborations.queries.lists import collaboration_list
from vidsyn.collaborations.queries.rows import CollaborationRow
from vidsyn.collaborations.queries.stories import CollaborationStory, collaboration_story
from vidsyn.people.actors import Actor
from vidsyn.reads.filters import Asked
from vidsyn.reads.registry import Part, detail, listing, part_from


@listing("/collaborations", tag="collaborations", item=CollaborationRow, filtered_by=CollaborationFilter)
def collaborations_list(viewer: Actor, wanted: CollaborationFilter, page: Asked) -> Part:
    """Collaborations, latest changed first."""
    found = collaboration_list(viewer, wanted, page=page.page, size=page.size)
    return part_from(found, found.rows)


@detail("/collaborations/{name}", tag="collaborations", item=CollaborationStory)
def collaboration_read(viewer: Actor, name: str, on: date) -> CollaborationStory:
    """A collaboration by id or reference, with everything on its page."""
    return collaboration_story(viewer, name, on)

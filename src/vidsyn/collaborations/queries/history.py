"""Who sees how much of a collaboration's history, and what collaborations are called in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vidsyn.collaborations import access
from vidsyn.collaborations.models import Collaboration
from vidsyn.people.actors import Actor
from vidsyn.plumbing.history_reading import Sight, sight
from vidsyn.plumbing.names import namer


@sight(Collaboration)
def collaboration_sight(viewer: Actor, collaboration: Collaboration) -> Sight:
    """Who sees inside a collaboration sees what was written in it before."""
    return Sight.ALL if access.may_see_inside(viewer, collaboration) else Sight.FACTS


@namer(Collaboration)
def collaboration_names(viewer: Actor, ids: Sequence[str]) -> Mapping[str, str]:
    """Titles of collaborations by id, in the viewer's language."""
    rows = Collaboration.objects.filter(access.visible_to(viewer), pk__in=ids)
    return {str(row.pk): _title(row, viewer) for row in rows}


def _title(collaboration: Collaboration, viewer: Actor) -> str:
    first, second = collaboration.title_sv, collaboration.title_en
    title = (second or first) if viewer.language == "en" else (first or second)
    return f"{collaboration.reference} {title}".strip()

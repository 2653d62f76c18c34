"""Who sees how much of a collaboration's history, and what collaborations are called in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from vidsyn.collaborations import access
from vidsyn.collaborations.models import Collaboration
from vidsyn.people.actors import Actor
from vidsyn.plumbing.history_reading import Sight, sight
from vidsyn.plumbing.names import Naming, namer


@sight(Collaboration)
def collaboration_sight(viewer: Actor, collaboration: Collaboration) -> Sight:
    """Who sees inside a collaboration sees what was written in it before."""
    return Sight.ALL if access.may_see_inside(viewer, collaboration) else Sight.FACTS


@namer(Collaboration)
def collaboration_names(viewer: Actor, ids: Sequence[str]) -> Naming:
    """Titles of collaborations, in the viewer's language."""
    rows = Collaboration.objects.filter(access.visible_to(viewer), pk__in=ids)
    return Naming(rows.only("reference", "title_sv", "title_en"), partial(_title, viewer))


def _title(viewer: Actor, collaboration: Collaboration) -> str:
    first, second = collaboration.title_sv, collaboration.title_en
    title = (second or first) if viewer.language == "en" else (first or second)
    return f"{collaboration.reference} {title}".strip()

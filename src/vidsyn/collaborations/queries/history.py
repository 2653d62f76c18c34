"""Who sees how much of a collaboration's history, and the titles of collaborations in it."""

from __future__ import annotations

from collections.abc import Sequence

from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.models import Activity, Collaboration
from vidsyn.collaborations.vocabulary import Form
from vidsyn.history.models import HistoryEntry
from vidsyn.history.reading import Insight, Sight, insight, sight
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.rows.names import Naming, namer


@sight(Collaboration)
def collaboration_sight(viewer: Actor, collaboration: Collaboration) -> Sight:
    """Whoever sees inside a collaboration sees its earlier content."""
    return Sight.ALL if access.may_see_inside(viewer, collaboration) else Sight.FACTS


# Fields visible inside only, whatever the status; for people on a partner's side, who they are.
_SECRET = frozenset({"notes", "extra"})
_OF_RESPONSIBLES = {CollaborationFact.RESPONSIBLE_ADDED.value, CollaborationFact.RESPONSIBLE_REMOVED.value}


@insight(Collaboration)
def collaboration_insight(viewer: Actor, ids: Sequence[str]) -> Insight:
    """Only those inside read the values of a collaboration that is potential today."""
    rows = Collaboration.objects.filter(pk__in=ids)
    return Insight(
        inside=rows.filter(rights.readable(viewer) & access.inside(viewer)),
        open=rows.filter(access.contents_open_to(viewer)),
        secret=_secret_of_collaboration,
    )


@insight(Activity)
def activity_insight(viewer: Actor, ids: Sequence[str]) -> Insight:
    """As for its collaboration; a candidate's activity, and personal fields of others, are visible inside only."""
    seen = Collaboration.objects.filter(access.contents_open_to(viewer)).values("pk")
    inside = Collaboration.objects.filter(rights.readable(viewer) & access.inside(viewer)).values("pk")
    rows = Activity.objects.filter(pk__in=ids)
    return Insight(
        inside=rows.filter(collaboration__in=inside),
        open=rows.filter(collaboration__in=seen).exclude(form=Form.COTUTELLE),
        secret=lambda _entry: _personal_details(),
    )


def _secret_of_collaboration(entry: HistoryEntry) -> frozenset[str]:
    return _SECRET | {"name", "email"} if entry.fact in _OF_RESPONSIBLES else _SECRET


def _personal_details() -> frozenset[str]:
    forms = catalogues.forms().values()
    return frozenset(f"details.{field.name}" for fields in forms for field in fields if field.personal)


@namer(Collaboration)
def collaboration_names(viewer: Actor, ids: Sequence[str]) -> Naming:
    """Titles of collaborations."""
    rows = Collaboration.objects.filter(access.visible_to(viewer), pk__in=ids)
    return Naming(rows, "title_sv", "title_en", before="reference")

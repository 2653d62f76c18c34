"""Who sees how much of an agreement's history, and what agreements are called in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement
from vidsyn.people.actors import Actor
from vidsyn.plumbing.history_reading import Sight, sight
from vidsyn.plumbing.names import namer


@sight(Agreement)
def agreement_sight(viewer: Actor, agreement: Agreement) -> Sight:
    """Who sees inside an agreement sees what was written in it before."""
    return Sight.ALL if access.may_see_inside(viewer, agreement) else Sight.FACTS


@namer(Agreement)
def agreement_names(viewer: Actor, ids: Sequence[str]) -> Mapping[str, str]:
    """Titles of agreements by id, in the viewer's language."""
    rows = Agreement.objects.filter(access.visible_to(viewer), pk__in=ids)
    return {str(row.pk): _title(row, viewer) for row in rows}


def _title(agreement: Agreement, viewer: Actor) -> str:
    first, second = agreement.title_sv, agreement.title_en
    title = (second or first) if viewer.language == "en" else (first or second)
    return f"{agreement.reference} {title}".strip()

"""Another owner or another unit for many collaborations at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from vidsyn.collaborations.queries.choices import registrable_units
from vidsyn.collaborations.queries.lists import (
    collaboration_count,
    collaborations_editable,
    collaborations_editable_named,
)
from vidsyn.kernel.bilingual import Words
from vidsyn.people.actors import Actor
from vidsyn.web.collaborations.lists import editable_from, filters_of
from vidsyn.web.collaborations.naming import spoken
from vidsyn.web.people.handover import owner_change, unit_change
from vidsyn.web.shell.many import Listed, Row, many_page
from vidsyn.web.shell.requests import WebRequest


def change_page(request: WebRequest, what: str) -> HttpResponse:
    """Choose, look, confirm."""
    if what not in _CHANGES:
        raise Http404
    return many_page(request, LISTED, _CHANGES[what])


def _row(collaboration: Any) -> Row:
    return Row(
        collaboration,
        collaboration.reference,
        collaboration.reference,
        spoken(Words(collaboration.title_sv, collaboration.title_en)),
        collaboration.version,
    )


def _count(viewer: Actor, query: QueryDict) -> int:
    return collaboration_count(viewer, editable_from(query))


def _first(viewer: Actor, query: QueryDict, most: int) -> Sequence[Row]:
    found = collaborations_editable(viewer, editable_from(query), most)
    return [_row(collaboration) for collaboration in found]


def _named(viewer: Actor, references: Sequence[str]) -> Sequence[Row]:
    return [_row(collaboration) for collaboration in collaborations_editable_named(viewer, references)]


LISTED = Listed(_("Collaborations"), "collaborations:list", _count, _first, _named, filters_of)


_CHANGES = {
    "owner": owner_change(
        _("Change the owner of many collaborations"), "collaborations_assign", "collaborations"
    ),
    "unit": unit_change(
        _("Change the unit of many collaborations"),
        _("Unit that leads"),
        "collaborations_move",
        "collaborations",
        field="lead_unit",
        units=registrable_units,
    ),
}

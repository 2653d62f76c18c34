"""Another owner or another unit for many agreements at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements.queries.lists import agreement_count, agreements_editable, agreements_editable_named
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.queries.units import unit_list
from vidsyn.web.agreements.lists import day_from, editable_from, filters_of
from vidsyn.web.people.handover import owner_change, unit_change
from vidsyn.web.shell.many import Listed, Row, many_page
from vidsyn.web.shell.requests import WebRequest


def change_page(request: WebRequest, what: str) -> HttpResponse:
    """Choose, look, confirm."""
    if what not in _CHANGES:
        raise Http404
    return many_page(request, LISTED, _CHANGES[what])


def _row(agreement: Any) -> Row:
    return Row(agreement, agreement.reference, agreement.number, str(agreement), agreement.version)


def _count(viewer: Actor, query: QueryDict) -> int:
    return agreement_count(viewer, editable_from(query), on=day_from(query))


def _first(viewer: Actor, query: QueryDict, most: int) -> Sequence[Row]:
    found = agreements_editable(viewer, editable_from(query), most, on=day_from(query))
    return [_row(agreement) for agreement in found]


def _named(viewer: Actor, references: Sequence[str]) -> Sequence[Row]:
    return [_row(agreement) for agreement in agreements_editable_named(viewer, references)]


LISTED = Listed(_("Agreements"), "agreements:list", _count, _first, _named, filters_of)


def _units(viewer: Actor) -> list[Any]:
    return [unit for unit in unit_list(viewer) if access.may_edit_for(viewer, unit.path)]


_CHANGES = {
    "owner": owner_change(_("Change the owner of many agreements"), "agreements_assign", "agreements"),
    "unit": unit_change(
        _("Change the unit of many agreements"),
        _("Owning unit"),
        "agreements_move",
        "agreements",
        field="unit",
        units=_units,
    ),
}

"""Another owner or another unit for many agreements at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements import operations
from vidsyn.agreements.queries import agreement_count, agreements_editable, agreements_editable_named
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.queries import person_detail, unit_detail, unit_list
from vidsyn.web.agreements.lists import day_from, editable_from
from vidsyn.web.agreements.parts import OwnerForm, UnitForm
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.many import Change, Listed, Row, many_page
from vidsyn.web.shell.requests import WebRequest

Answers = Mapping[str, Any]


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


LISTED = Listed(_("Agreements"), "agreements:list", _count, _first, _named)


def _unit_form(request: WebRequest) -> Form:
    form = UnitForm.of(request)
    form.fields["unit"].label = _("New unit")
    own = [unit for unit in unit_list(request.actor) if access.may_edit_for(request.actor, unit.path)]
    form.fields["unit"].choices = [(unit.code, str(unit)) for unit in own]  # type: ignore[attr-defined]
    return form


def _owner_form(request: WebRequest) -> Form:
    form = OwnerForm.of(request)
    form.fields["owner"].label = _("New owner")
    return form


def _new_owner(viewer: Actor, answers: Answers) -> tuple[str, Any]:
    owner = person_detail(viewer, answers["owner"].id)
    return owner.name, owner.pk


def _new_unit(viewer: Actor, answers: Answers) -> tuple[str, Any]:
    unit = unit_detail(viewer, answers["unit"])
    return str(unit), unit.pk


def _assign(actor: Actor, agreements: Sequence[Any], answers: Answers) -> int:
    owner = person_detail(actor, answers["owner"].id)
    return operations.agreements_assign(
        agreements=tuple(agreements), owner=owner, reason=answers["reason"], actor=actor
    )


def _move(actor: Actor, agreements: Sequence[Any], answers: Answers) -> int:
    unit = unit_detail(actor, answers["unit"])
    return operations.agreements_move(
        agreements=tuple(agreements), unit=unit, reason=answers["reason"], actor=actor
    )


_CHANGES = {
    "owner": Change(
        title=_("Change the owner of many agreements"),
        column=_("Owner"),
        form=_owner_form,
        now=lambda agreement: agreement.owner.name if agreement.owner else "",
        key=lambda agreement: agreement.owner_id,
        becomes=_new_owner,
        act=_assign,
    ),
    "unit": Change(
        title=_("Change the unit of many agreements"),
        column=_("Owning unit"),
        form=_unit_form,
        now=lambda agreement: str(agreement.unit) if agreement.unit else "",
        key=lambda agreement: agreement.unit_id,
        becomes=_new_unit,
        act=_move,
    ),
}

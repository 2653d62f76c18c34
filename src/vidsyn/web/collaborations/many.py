"""Another owner or another unit for many collaborations at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from vidsyn.collaborations import operations
from vidsyn.collaborations.queries import (
    collaboration_count,
    collaborations_editable,
    collaborations_editable_named,
    registrable_units,
)
from vidsyn.kernel.words import Words
from vidsyn.people.actors import Actor
from vidsyn.people.queries import person_detail, unit_detail
from vidsyn.web.collaborations.lists import editable_from
from vidsyn.web.collaborations.people import OwnerForm
from vidsyn.web.collaborations.words import spoken
from vidsyn.web.shell.forms import Form, TextArea
from vidsyn.web.shell.many import Change, Listed, Row, many_page
from vidsyn.web.shell.requests import WebRequest

Answers = Mapping[str, Any]


class UnitForm(Form):
    """Another unit, and why."""

    unit = forms.ChoiceField(label=_("New unit"))
    reason = TextArea(label=_("Reason"), rows=2)


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


LISTED = Listed(_("Collaborations"), "collaborations:list", _count, _first, _named)


def _unit_form(request: WebRequest) -> Form:
    form = UnitForm.of(request)
    form.fields["unit"].choices = [(unit.code, str(unit)) for unit in registrable_units(request.actor)]  # type: ignore[attr-defined]
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


def _assign(actor: Actor, collaborations: Sequence[Any], answers: Answers) -> int:
    owner = person_detail(actor, answers["owner"].id)
    return operations.collaborations_assign(
        collaborations=tuple(collaborations), owner=owner, reason=answers["reason"], actor=actor
    )


def _move(actor: Actor, collaborations: Sequence[Any], answers: Answers) -> int:
    unit = unit_detail(actor, answers["unit"])
    return operations.collaborations_move(
        collaborations=tuple(collaborations), unit=unit, reason=answers["reason"], actor=actor
    )


_CHANGES = {
    "owner": Change(
        title=_("Change the owner of many collaborations"),
        column=_("Owner"),
        form=_owner_form,
        now=lambda collaboration: collaboration.owner.name if collaboration.owner else "",
        key=lambda collaboration: collaboration.owner_id,
        becomes=_new_owner,
        act=_assign,
    ),
    "unit": Change(
        title=_("Change the unit of many collaborations"),
        column=_("Unit that leads"),
        form=_unit_form,
        now=lambda collaboration: str(collaboration.lead_unit),
        key=lambda collaboration: collaboration.lead_unit_id,
        becomes=_new_unit,
        act=_move,
    ),
}

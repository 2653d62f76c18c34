"""Members, own representatives and financing phases of a network: one small form each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.partners import operations
from vidsyn.partners.queries import (
    membership_detail,
    partner_detail,
    partner_rights,
    phase_detail,
    representative_detail,
)
from vidsyn.partners.vocabulary import MemberRole
from vidsyn.people.queries import unit_detail, unit_list
from vidsyn.web.networks.words import about, network_to_edit
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.erasing import HINT, EraseForm
from vidsyn.web.shell.forms import DateField, Form, VersionField, left_empty
from vidsyn.web.shell.lookups import Choice, LookupField
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import choices


class MembershipForm(Form):
    """A role and a period."""

    role = forms.ChoiceField(
        label=_("Role"), choices=lazy(lambda: choices(MemberRole), list)(), initial=MemberRole.MEMBER
    )
    starts_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)


class MemberForm(MembershipForm):
    """A partner as a member."""

    partner = LookupField(url=reverse_lazy("partners:suggest"), label=_("Partner"))
    field_order = ("partner",)


class MembershipEditForm(MembershipForm):
    """The same for one that exists."""

    expected_version = VersionField()


class LeaveForm(Form):
    """The last day, and why."""

    on = DateField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), required=False)
    expected_version = VersionField()


class RepresentativeForm(Form):
    """Who speaks for the university."""

    name = forms.CharField(label=_("Name"))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    role = forms.CharField(label=_("Assignment"), required=False, help_text=_("For example board member."))
    starts_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]


class PhaseForm(Form):
    """A financing phase."""

    name = forms.CharField(label=_("Name"))
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False)
    amount = forms.DecimalField(label=_("Amount"), required=False, localize=False)
    currency = forms.CharField(
        label=_("Currency"), required=False, help_text=_("Three letters, such as EUR.")
    )
    funder = LookupField(url=reverse_lazy("partners:suggest"), label=_("Funder"), required=False)
    expected_version = VersionField()


def member_add(request: WebRequest, reference: str) -> HttpResponse:
    """Add a partner as a member."""
    network = network_to_edit(request, reference)

    def act(data: dict[str, Any]) -> Any:
        partner = partner_detail(request.actor, data.pop("partner").id)
        role = MemberRole(data.pop("role"))
        return operations.network_member_add(
            network=network, partner=partner, role=role, actor=request.actor, **data
        )

    return act_page(request, about(network), MemberForm.of(request), _("Add a member"), _("Add"), act)


def own_member_add(request: WebRequest, reference: str) -> HttpResponse:
    """Say that the own university is a member."""
    network = network_to_edit(request, reference)

    def act(data: dict[str, Any]) -> Any:
        role = MemberRole(data.pop("role"))
        return operations.network_member_add(network=network, role=role, actor=request.actor, **data)

    form = MembershipForm.of(request)
    return act_page(request, about(network), form, _("Our own membership"), _("Save"), act)


def member_edit(request: WebRequest, membership: UUID) -> HttpResponse:
    """Change a membership."""
    partner_rights(request.actor).require_edit()
    row = membership_detail(request.actor, str(membership))
    initial = {
        "role": row.role,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "expected_version": row.version,
    }

    def act(data: dict[str, Any]) -> Any:
        role = MemberRole(data.pop("role"))
        clear = left_empty(data, ("starts_on", "ends_on"))
        return operations.network_member_update(
            membership=row, role=role, clear=clear, actor=request.actor, **data
        )

    form = MembershipEditForm.of(request, initial=initial)
    return act_page(request, about(row.network), form, _("Change the membership"), _("Save"), act)


def member_leave(request: WebRequest, membership: UUID) -> HttpResponse:
    """A member leaves."""
    partner_rights(request.actor).require_edit()
    row = membership_detail(request.actor, str(membership))
    return act_page(
        request,
        about(row.network),
        LeaveForm.of(request, initial={"on": here.today(), "expected_version": row.version}),
        _("The member leaves"),
        _("Save"),
        lambda data: operations.network_member_leave(membership=row, actor=request.actor, **data),
    )


def representative_add(request: WebRequest, reference: str) -> HttpResponse:
    """Name somebody to speak for the university."""
    network = network_to_edit(request, reference)
    units = [(unit.code, str(unit)) for unit in unit_list(request.actor)]

    def act(data: dict[str, Any]) -> Any:
        code = data.pop("unit")
        unit = unit_detail(request.actor, code) if code else None
        return operations.network_representative_name(network=network, unit=unit, actor=request.actor, **data)

    form = RepresentativeForm.of(request, units=units)
    return act_page(request, about(network), form, _("Name a representative"), _("Save"), act)


def representative_erase(request: WebRequest, representative: UUID) -> HttpResponse:
    """Erase a representative who has no account."""
    partner_rights(request.actor).require_edit()
    row = representative_detail(request.actor, str(representative))
    return act_page(
        request,
        about(row.network),
        EraseForm.of(request),
        _("Erase the representative"),
        _("Erase"),
        lambda data: operations.network_representative_erase(representative=row, actor=request.actor, **data),
        hint=HINT,
    )


def representative_end(request: WebRequest, representative: UUID) -> HttpResponse:
    """A representative's time ends."""
    partner_rights(request.actor).require_edit()
    row = representative_detail(request.actor, str(representative))
    return act_page(
        request,
        about(row.network),
        LeaveForm.of(request, initial={"on": here.today(), "expected_version": row.version}),
        _("End the representative's time"),
        _("Save"),
        lambda data: operations.network_representative_end(representative=row, actor=request.actor, **data),
    )


def phase_add(request: WebRequest, reference: str) -> HttpResponse:
    """Add a financing phase."""
    network = network_to_edit(request, reference)

    def act(data: dict[str, Any]) -> Any:
        data.pop("expected_version")
        return operations.network_phase_add(network=network, actor=request.actor, **_phase(request, data))

    form = PhaseForm.of(request)
    return act_page(request, about(network), form, _("Add a financing phase"), _("Add"), act)


def phase_edit(request: WebRequest, phase: UUID) -> HttpResponse:
    """Change a financing phase."""
    partner_rights(request.actor).require_edit()
    row = phase_detail(request.actor, str(phase))
    fields = ("name", "starts_on", "ends_on", "amount", "currency")
    funder = Choice(row.funder.reference, row.funder.name) if row.funder else None
    initial = {name: getattr(row, name) for name in fields} | {
        "funder": funder,
        "expected_version": row.version,
    }
    return act_page(
        request,
        about(row.network),
        PhaseForm.of(request, initial=initial),
        _("Change the financing phase"),
        _("Save"),
        lambda data: operations.network_phase_update(
            phase=row,
            actor=request.actor,
            clear=left_empty(data, ("ends_on", "amount", "funder")),
            **_phase(request, data),
        ),
    )


def _phase(request: WebRequest, data: dict[str, Any]) -> dict[str, Any]:
    choice = data.pop("funder")
    return data | {"funder": partner_detail(request.actor, choice.id) if choice else None}

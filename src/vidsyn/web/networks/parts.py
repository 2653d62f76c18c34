"""Members, own representatives and financing phases of a network: one small form each."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.partners.queries.finding import membership_named, phase_named, representative_named
from vidsyn.partners.queries.rights import partner_rights
from vidsyn.partners.vocabulary import MemberRole
from vidsyn.people.queries.units import unit_list
from vidsyn.web.networks.naming import about, network_to_edit
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.erasing import erase_page, require_erase
from vidsyn.web.shell.forms import DateField, Form, VersionField
from vidsyn.web.shell.lookups import Choice, LookupField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

member = asking("network_member_add", "network_membership")
representative = asking("network_representative_name", "network_representative")
phase = asking("network_phase_add", "network_phase")


class MembershipForm(Form):
    """A role and a period."""

    role = member("role", required=True, initial=MemberRole.MEMBER)
    starts_on = member("starts_on")
    ends_on = member("ends_on")


class MemberForm(MembershipForm):
    """A partner as a member."""

    partner = member("partner", LookupField, required=True, url=reverse_lazy("partners:suggest"))
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

    name = representative("name", required=True)
    unit = representative("unit", forms.ChoiceField)
    role = representative("role", help_text=_("For example board member."))
    starts_on = representative("starts_on")
    ends_on = representative("ends_on")


class PhaseForm(Form):
    """A financing phase."""

    name = phase("name")
    starts_on = phase("starts_on")
    ends_on = phase("ends_on")
    amount = phase("amount")
    currency = phase("currency", help_text=_("Three letters, such as EUR."))
    funder = phase("funder", LookupField, url=reverse_lazy("partners:suggest"))
    expected_version = VersionField()


def member_add(request: WebRequest, reference: str) -> HttpResponse:
    """Add a partner as a member."""
    network = network_to_edit(request, reference)
    return act_page(
        request,
        about(network),
        MemberForm.of(request),
        _("Add a member"),
        _("Add"),
        lambda data: perform(request, "network_member_add", network=network, **data),
    )


def own_member_add(request: WebRequest, reference: str) -> HttpResponse:
    """Say that the own university is a member."""
    network = network_to_edit(request, reference)
    return act_page(
        request,
        about(network),
        MembershipForm.of(request),
        _("Our own membership"),
        _("Save"),
        lambda data: perform(request, "network_member_add", network=network, **data),
    )


def member_edit(request: WebRequest, membership: UUID) -> HttpResponse:
    """Change a membership."""
    partner_rights(request.actor).require_edit()
    row = membership_named(request.actor, str(membership))
    initial = {
        "role": row.role,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "expected_version": row.version,
    }
    return act_page(
        request,
        about(row.network),
        MembershipEditForm.of(request, initial=initial),
        _("Change the membership"),
        _("Save"),
        lambda data: perform(request, "network_member_update", membership=row, **data),
    )


def member_leave(request: WebRequest, membership: UUID) -> HttpResponse:
    """A member leaves."""
    partner_rights(request.actor).require_edit()
    row = membership_named(request.actor, str(membership))
    return act_page(
        request,
        about(row.network),
        LeaveForm.of(request, initial={"on": here.today(), "expected_version": row.version}),
        _("The member leaves"),
        _("Save"),
        lambda data: perform(request, "network_member_leave", membership=row, **data),
    )


def representative_add(request: WebRequest, reference: str) -> HttpResponse:
    """Name somebody to speak for the university."""
    network = network_to_edit(request, reference)
    units = [(unit.code, str(unit)) for unit in unit_list(request.actor)]
    return act_page(
        request,
        about(network),
        RepresentativeForm.of(request, among={"unit": units}),
        _("Name a representative"),
        _("Save"),
        lambda data: perform(request, "network_representative_name", network=network, **data),
    )


def representative_erase(request: WebRequest, representative: UUID) -> HttpResponse:
    """Erase a representative who has no account."""
    require_erase(request)
    row = representative_named(request.actor, str(representative))
    title = _("Erase the representative")
    return erase_page(request, about(row.network), title, "network_representative_erase", representative=row)


def representative_end(request: WebRequest, representative: UUID) -> HttpResponse:
    """A representative's time ends."""
    partner_rights(request.actor).require_edit()
    row = representative_named(request.actor, str(representative))
    return act_page(
        request,
        about(row.network),
        LeaveForm.of(request, initial={"on": here.today(), "expected_version": row.version}),
        _("End the representative's time"),
        _("Save"),
        lambda data: perform(request, "network_representative_end", representative=row, **data),
    )


def phase_add(request: WebRequest, reference: str) -> HttpResponse:
    """Add a financing phase."""
    network = network_to_edit(request, reference)
    return act_page(
        request,
        about(network),
        PhaseForm.of(request),
        _("Add a financing phase"),
        _("Add"),
        lambda data: perform(request, "network_phase_add", network=network, **data),
    )


def phase_edit(request: WebRequest, phase: UUID) -> HttpResponse:
    """Change a financing phase."""
    partner_rights(request.actor).require_edit()
    row = phase_named(request.actor, str(phase))
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
        lambda data: perform(request, "network_phase_update", phase=row, **data),
    )

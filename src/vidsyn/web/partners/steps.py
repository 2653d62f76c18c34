"""What happens to a partner as a whole: its link to ROR, what it is part of, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.partners.queries.finding import partner_named
from vidsyn.partners.queries.rights import partner_rights, require_columns
from vidsyn.partners.queries.ror import ror_about, ror_proposals
from vidsyn.web.partners.naming import about, chosen, crumbs, page_of
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.forms import Form, VersionField, form_page
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import VersionedReasonForm
from vidsyn.web.shell.requests import WebRequest


class RorForm(Form):
    """Which ROR record, and why."""

    ror = LookupField(
        url=reverse_lazy("partners:suggest_ror"),
        label=_("ROR record"),
        free_text=True,
        help_text=_("Search by name, or paste the ROR id."),
    )
    reason = forms.CharField(label=_("Reason"), required=False)
    expected_version = VersionField()


class RelativeForm(Form):
    """Another partner, or none."""

    other = LookupField(url=reverse_lazy("partners:suggest"), label=_("Partner"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False)
    expected_version = VersionField()


def ror_page(request: WebRequest, reference: str) -> HttpResponse:
    """Link a partner to ROR: proposals with what speaks for each, or any record by hand."""
    partner = _partner(request, reference)
    proposals = ror_proposals(request.actor, partner)

    def act(data: dict[str, Any]) -> Any:
        wanted = data["ror"].id or data["ror"].text
        evidence = next((one.evidence for one in proposals if one.ror == wanted), None)
        return perform(
            request, "partner_link_ror", partner=partner, evidence=evidence, **{**data, "ror": wanted}
        )

    return form_page(
        request,
        form=RorForm.of(request, initial={"expected_version": partner.version}),
        template="partners/ror.html",
        act=act,
        then=page_of,
        message=_("The partner is linked to ROR."),
        context={
            "partner": partner,
            "proposals": proposals,
            "about": ror_about(),
            "crumbs": crumbs(partner),
            "cancel": page_of(partner),
        },
    )


def ror_remove(request: WebRequest, reference: str) -> HttpResponse:
    """Remove a wrong link to ROR."""
    return _reason_page(request, reference, _("Remove the link to ROR"), _("Remove"), "partner_unlink_ror")


def close_page(request: WebRequest, reference: str) -> HttpResponse:
    """Close a partner."""
    return _reason_page(
        request,
        reference,
        _("Close the partner"),
        _("Close"),
        "partner_close",
        hint=_("It stays readable with everything that has to do with it, and can be opened again."),
    )


def reopen_page(request: WebRequest, reference: str) -> HttpResponse:
    """Open a closed partner again."""
    return _reason_page(request, reference, _("Open the partner again"), _("Open again"), "partner_reopen")


def columns_open_page(request: WebRequest, reference: str) -> HttpResponse:
    """Let everybody read what a list said in columns without a field of their own."""
    require_columns(request.actor, _partner(request, reference))
    return _reason_page(
        request,
        reference,
        _("Let everybody read what the list said"),
        _("Open to everybody"),
        "partner_columns_open",
        hint=_("Read the text first: it may be a note about somebody. It can be closed again."),
        needed=False,
    )


def columns_close_page(request: WebRequest, reference: str) -> HttpResponse:
    """Let only the unit that brought it and the office read it again."""
    require_columns(request.actor, _partner(request, reference))
    return _reason_page(
        request,
        reference,
        _("Close what the list said"),
        _("Close it"),
        "partner_columns_close",
        needed=False,
    )


def void_page(request: WebRequest, reference: str) -> HttpResponse:
    """Take out a partner that was registered by mistake and that nothing uses."""
    partner_rights(request.actor).require_merge()

    partner = _partner(request, reference)
    return act_page(
        request,
        about(partner),
        VersionedReasonForm.of(request, initial={"expected_version": partner.version}),
        _("Take out the partner, registered by mistake"),
        _("Take out"),
        lambda data: perform(request, "partner_void_many", partners=[partner], **data),
        hint=_(
            "For what should never have stood here. One that anything uses stays: merge it with the right entry, "
            "or close it."
        ),
    )


def parent_page(request: WebRequest, reference: str) -> HttpResponse:
    """What the partner is part of."""
    return _relative_page(
        request, reference, "parent", _("What is the partner part of?"), "partner_parent_set"
    )


def successor_page(request: WebRequest, reference: str) -> HttpResponse:
    """What came after the partner."""
    return _relative_page(
        request, reference, "successor", _("What came after the partner?"), "partner_successor_set"
    )


def _partner(request: WebRequest, reference: str) -> Any:
    partner_rights(request.actor).require_edit()
    return partner_named(request.actor, reference)


def _relative_page(
    request: WebRequest, reference: str, field: str, title: str | Promise, operation: str
) -> HttpResponse:
    partner = _partner(request, reference)
    initial = {"other": chosen(getattr(partner, field)), "expected_version": partner.version}
    return act_page(
        request,
        about(partner),
        RelativeForm.of(request, initial=initial),
        title,
        _("Save"),
        lambda data: perform(request, operation, partner=partner, **{field: data.pop("other")}, **data),
        hint=_("Leave it empty for none."),
    )


def _reason_page(
    request: WebRequest,
    reference: str,
    title: str | Promise,
    submit: str | Promise,
    operation: str,
    *,
    hint: str | Promise = "",
    needed: bool = True,
) -> HttpResponse:
    partner = _partner(request, reference)
    return act_page(
        request,
        about(partner),
        VersionedReasonForm.of(request, needed=needed, initial={"expected_version": partner.version}),
        title,
        submit,
        lambda data: perform(request, operation, partner=partner, **data),
        hint=hint,
    )

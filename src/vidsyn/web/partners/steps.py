"""What happens to a partner as a whole: its link to ROR, what it is part of, its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.partners import operations
from vidsyn.partners.queries import (
    partner_detail,
    partner_rights,
    ror_about,
    ror_proposals,
)
from vidsyn.web.partners.words import about, chosen, crumbs, page_of
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.forms import Form, VersionField, form_page
from vidsyn.web.shell.lookups import LookupField
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


class ReasonForm(Form):
    """Why, and over which version."""

    reason = forms.CharField(label=_("Reason"))
    expected_version = VersionField()


class OptionalReasonForm(Form):
    """Why, for whoever wants to say, and over which version."""

    reason = forms.CharField(label=_("Reason"), required=False)
    expected_version = VersionField()


def ror_page(request: WebRequest, reference: str) -> HttpResponse:
    """Link a partner to ROR: proposals with what speaks for each, or any record by hand."""
    partner = _partner(request, reference)
    proposals = ror_proposals(request.actor, partner)

    def act(data: dict[str, Any]) -> Any:
        wanted = data["ror"].id or data["ror"].text
        evidence = next((one.evidence for one in proposals if one.ror == wanted), None)
        return operations.partner_link_ror(
            partner=partner,
            ror=wanted,
            reason=data["reason"],
            evidence=evidence or {},
            expected_version=data["expected_version"],
            actor=request.actor,
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
    return _reason_page(
        request, reference, _("Remove the link to ROR"), _("Remove"), operations.partner_unlink_ror
    )


def close_page(request: WebRequest, reference: str) -> HttpResponse:
    """Close a partner."""
    return _reason_page(
        request,
        reference,
        _("Close the partner"),
        _("Close"),
        operations.partner_close,
        hint=_("It stays readable with everything that has to do with it, and can be opened again."),
    )


def reopen_page(request: WebRequest, reference: str) -> HttpResponse:
    """Open a closed partner again."""
    return _reason_page(
        request, reference, _("Open the partner again"), _("Open again"), operations.partner_reopen
    )


def columns_open_page(request: WebRequest, reference: str) -> HttpResponse:
    """Let everybody read what a list said in columns without a field of their own."""
    return _reason_page(
        request,
        reference,
        _("Let everybody read what the list said"),
        _("Open to everybody"),
        operations.partner_columns_open,
        hint=_("Read the text first: it may be a note about somebody. It can be closed again."),
        form=OptionalReasonForm,
    )


def columns_close_page(request: WebRequest, reference: str) -> HttpResponse:
    """Let only the unit that brought it and the office read it again."""
    return _reason_page(
        request,
        reference,
        _("Close what the list said"),
        _("Close it"),
        operations.partner_columns_close,
        form=OptionalReasonForm,
    )


def void_page(request: WebRequest, reference: str) -> HttpResponse:
    """Take out a partner that was registered by mistake and that nothing uses."""
    partner_rights(request.actor).require_merge()

    def void(*, partner: Any, actor: Any, reason: str, expected_version: int | None) -> Any:
        versions = (expected_version,) if expected_version is not None else ()
        return operations.partner_void_many(
            partners=[partner], reason=reason, expected_versions=versions, actor=actor
        )

    return _reason_page(
        request,
        reference,
        _("Take out the partner, registered by mistake"),
        _("Take out"),
        void,
        hint=_(
            "For what should never have stood here. One that anything uses stays: merge it with the right entry, "
            "or close it."
        ),
    )


def parent_page(request: WebRequest, reference: str) -> HttpResponse:
    """What the partner is part of."""

    def act(partner: Any, other: Any, data: dict[str, Any]) -> Any:
        return operations.partner_parent_set(partner=partner, parent=other, actor=request.actor, **data)

    return _relative_page(request, reference, "parent", _("What is the partner part of?"), act)


def successor_page(request: WebRequest, reference: str) -> HttpResponse:
    """What came after the partner."""

    def act(partner: Any, other: Any, data: dict[str, Any]) -> Any:
        return operations.partner_successor_set(partner=partner, successor=other, actor=request.actor, **data)

    return _relative_page(request, reference, "successor", _("What came after the partner?"), act)


def _partner(request: WebRequest, reference: str) -> Any:
    partner_rights(request.actor).require_edit()
    return partner_detail(request.actor, reference)


def _relative_page(
    request: WebRequest,
    reference: str,
    field: str,
    title: str | Promise,
    act: Callable[[Any, Any, dict[str, Any]], Any],
) -> HttpResponse:
    partner = _partner(request, reference)
    initial = {"other": chosen(getattr(partner, field)), "expected_version": partner.version}

    def carry(data: dict[str, Any]) -> Any:
        choice = data.pop("other")
        other = partner_detail(request.actor, choice.id) if choice else None
        return act(partner, other, data)

    return act_page(
        request,
        about(partner),
        RelativeForm.of(request, initial=initial),
        title,
        _("Save"),
        carry,
        hint=_("Leave it empty for none."),
    )


def _reason_page(
    request: WebRequest,
    reference: str,
    title: str | Promise,
    submit: str | Promise,
    operation: Callable[..., Any],
    *,
    hint: str | Promise = "",
    form: type[Form] = ReasonForm,
) -> HttpResponse:
    partner = _partner(request, reference)
    shown = form.of(request, initial={"expected_version": partner.version})

    def act(data: dict[str, Any]) -> Any:
        return operation(partner=partner, actor=request.actor, **data)

    return act_page(request, about(partner), shown, title, submit, act, hint=hint)

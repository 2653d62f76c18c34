"""A partner's names, contacts and notes: one small form each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn.partners.queries.finding import contact_named, note_named, partner_name_named, partner_named
from vidsyn.partners.queries.rights import note_units, partner_rights
from vidsyn.partners.vocabulary import NameKind
from vidsyn.people import access
from vidsyn.people.vocabulary import Needed
from vidsyn.web.partners.editing import LANGUAGES
from vidsyn.web.partners.naming import about
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.erasing import erase_page, require_erase
from vidsyn.web.shell.forms import Form, TextArea, VersionField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import ReasonForm
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import choices

contact = asking("partner_contact_update", "contact")


class NameForm(Form):
    """One name."""

    text = forms.CharField(label=_("Name"))
    language = forms.ChoiceField(label=_("Language of the name"), choices=LANGUAGES, required=False)
    kind = forms.ChoiceField(label=_("Kind of name"), choices=lambda: choices(NameKind))
    expected_version = VersionField()


class ContactForm(Form):
    """A contact person."""

    name = contact("name")
    email = contact("email")
    phone = contact("phone")
    area = contact("area", help_text=_("For example student exchange."))
    valid_from = contact("valid_from")
    valid_until = contact("valid_until")
    expected_version = VersionField()


class NoteForm(Form):
    """A note and whose it is."""

    text = TextArea(label=_("Note"))
    unit = forms.ChoiceField(label=_("Seen by"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class NoteEditForm(Form):
    """What a note says."""

    text = TextArea(label=_("Note"))
    expected_version = VersionField()


def name_add(request: WebRequest, reference: str) -> HttpResponse:
    """Add a name."""
    partner = _partner(request, reference)

    def act(data: dict[str, Any]) -> Any:
        return perform(request, "partner_name_add", partner=partner, name=data.pop("text"), **data)

    form = NameForm.of(request, initial={"expected_version": partner.version})
    return act_page(request, about(partner), form, _("Add a name"), _("Add"), act)


def name_edit(request: WebRequest, name: UUID) -> HttpResponse:
    """Change a name."""
    partner_rights(request.actor).require_edit()
    row = partner_name_named(request.actor, str(name))
    initial = {
        "text": row.name,
        "language": row.language or "",
        "kind": row.kind,
        "expected_version": row.partner.version,
    }
    return act_page(
        request,
        about(row.partner),
        NameForm.of(request, initial=initial),
        _("Change the name"),
        _("Save"),
        lambda data: perform(request, "partner_name_update", name=row, **data),
    )


def name_remove(request: WebRequest, name: UUID) -> HttpResponse:
    """Remove a name that was never right."""
    partner_rights(request.actor).require_edit()
    row = partner_name_named(request.actor, str(name))
    title = _("Remove the name “%(name)s”") % {"name": row.name}
    return act_page(
        request,
        about(row.partner),
        ReasonForm.of(request),
        title,
        _("Remove"),
        lambda data: perform(request, "partner_name_remove", name=row, **data),
        hint=_("A name that was right once is better made a former name: change it instead."),
    )


def contact_add(request: WebRequest, reference: str) -> HttpResponse:
    """Add a contact person."""
    partner = _partner(request, reference)
    return act_page(
        request,
        about(partner),
        ContactForm.of(request),
        _("Add a contact"),
        _("Add"),
        lambda data: perform(request, "partner_contact_add", partner=partner, **data),
    )


def contact_edit(request: WebRequest, contact: UUID) -> HttpResponse:
    """Change a contact person."""
    partner_rights(request.actor).require_edit()
    row = contact_named(request.actor, str(contact))
    fields = ("name", "email", "phone", "area", "valid_from", "valid_until")
    initial = {name: getattr(row, name) for name in fields} | {"expected_version": row.version}
    return act_page(
        request,
        about(row.partner),
        ContactForm.of(request, initial=initial),
        _("Change the contact"),
        _("Save"),
        lambda data: perform(request, "partner_contact_update", contact=row, **data),
    )


def contact_erase(request: WebRequest, contact: UUID) -> HttpResponse:
    """Erase the person from a contact."""
    require_erase(request)
    row = contact_named(request.actor, str(contact))
    title = _("Erase the contact")
    return erase_page(request, about(row.partner), title, "partner_contact_erase", contact=row)


def note_add(request: WebRequest, reference: str) -> HttpResponse:
    """Write a note for a unit or the office."""
    partner = partner_named(request.actor, reference)
    units = note_units(request.actor)
    access.require(bool(units), needed=Needed.REGISTRAR)
    seen_by = [(code, _readers(unit)) for code, unit in units.items()]
    return act_page(
        request,
        about(partner),
        NoteForm.of(request, units=seen_by),
        _("Write a note"),
        _("Save"),
        lambda data: perform(request, "partner_note_add", partner=partner, **data),
    )


def note_edit(request: WebRequest, note: UUID) -> HttpResponse:
    """Change a note."""
    row = note_named(request.actor, str(note))
    form = NoteEditForm.of(request, initial={"text": row.text, "expected_version": row.version})
    return act_page(
        request,
        about(row.partner),
        form,
        _("Change the note"),
        _("Save"),
        lambda data: perform(request, "partner_note_update", note=row, **data),
    )


def note_remove(request: WebRequest, note: UUID) -> HttpResponse:
    """Take a note away."""
    row = note_named(request.actor, str(note))
    return act_page(
        request,
        about(row.partner),
        ReasonForm.of(request),
        _("Take the note away"),
        _("Take away"),
        lambda data: perform(request, "partner_note_remove", note=row, **data),
    )


def _readers(unit: Any) -> str:
    if unit is None:
        return str(_("The international office"))
    return str(_("%(unit)s and the international office") % {"unit": unit})


def _partner(request: WebRequest, reference: str) -> Any:
    partner_rights(request.actor).require_edit()
    return partner_named(request.actor, reference)

"""Registering a partner and changing what is known of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.logic.entries import NameEntry
from vidsyn.partners.queries.finding import partner_named
from vidsyn.partners.queries.rights import partner_rights
from vidsyn.partners.vocabulary import NameKind
from vidsyn.web.partners.naming import countries, crumbs, kinds, list_crumbs, page_of
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form, VersionField, form_page
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

LANGUAGES = [
    ("", "–"), ("sv", "Svenska"), ("en", "English"), ("da", "Dansk"), ("de", "Deutsch"), ("es", "Español"),
    ("et", "Eesti"), ("fi", "Suomi"), ("fr", "Français"), ("is", "Íslenska"), ("it", "Italiano"),
    ("ja", "日本語"), ("ko", "한국어"), ("nl", "Nederlands"), ("no", "Norsk"), ("pl", "Polski"),
    ("pt", "Português"), ("uk", "Українська"), ("zh", "中文"),
]  # fmt: skip
ask = asking("partner_update", "partner")
# Names beside the official one, of which the operation takes any number.
_FURTHER = ("name_sv", "name_en", "acronym")


class DescriptionForm(Form):
    """What is known of an organisation besides its names."""

    kind = ask("kind", required=True, choices=kinds)
    country = ask("country", forms.ChoiceField, choices=countries)
    city = ask("city")
    website = ask("website")
    ror = ask("ror", help_text=_("For example https://ror.org/026vcq606."))
    erasmus_code = ask("erasmus_code", help_text=_("For example S STOCKHO04."))
    schac = ask("schac", help_text=_("For example kth.se."))
    pic = ask("pic", help_text=_("Nine digits."))


class NewForm(DescriptionForm):
    """A new partner: its names, then the rest. `likely` is set when it looks registered already."""

    name = forms.CharField(label=_("Official name"), help_text=_("As the organisation writes it."))
    language = forms.ChoiceField(label=_("Language of the name"), choices=LANGUAGES, required=False)
    name_sv = forms.CharField(label=_("Name in Swedish"), required=False)
    name_en = forms.CharField(label=_("Name in English"), required=False)
    acronym = forms.CharField(label=_("Acronym"), required=False)
    despite_likeness = forms.BooleanField(
        label=_("It is another organisation: register it anyway"), required=False
    )
    likely: list[dict[str, Any]] = []
    field_order = ("name", "language", "name_sv", "name_en", "acronym")


class EditForm(DescriptionForm):
    """The same for one that exists, with the reason for the change."""

    reason = forms.CharField(label=_("Reason for the change"), required=False)
    expected_version = VersionField()


def new_page(request: WebRequest) -> HttpResponse:
    """Register a partner."""
    partner_rights(request.actor).require_edit()
    form = NewForm.of(request, initial={"name": request.GET.get("name", "")})

    def act(data: dict[str, Any]) -> Any:
        names = _further_names(data)
        described = {name: value for name, value in data.items() if name not in _FURTHER}
        try:
            return perform(request, "partner_register", names=names, **described)
        except Refusal as refusal:
            form.likely = list(refusal.params.get("likely", []))
            raise

    return form_page(
        request,
        form=form,
        template="partners/new.html",
        act=act,
        then=page_of,
        message=_("The partner is registered."),
        context={"crumbs": list_crumbs(), "cancel": reverse("partners:list")},
    )


def edit_page(request: WebRequest, reference: str) -> HttpResponse:
    """Change what is known of a partner."""
    partner_rights(request.actor).require_edit()
    partner = partner_named(request.actor, reference)
    initial = {name: getattr(partner, name) for name in DescriptionForm.base_fields}
    return form_page(
        request,
        form=EditForm.of(request, initial=initial | {"expected_version": partner.version}),
        template="shell/form_page.html",
        act=lambda data: perform(request, "partner_update", partner=partner, **data),
        then=page_of,
        message=_("The partner is saved."),
        context={
            "title": _("Change the partner"),
            "crumbs": crumbs(partner),
            "submit": _("Save"),
            "cancel": page_of(partner),
        },
    )


def _further_names(data: dict[str, Any]) -> list[NameEntry]:
    found = [
        NameEntry(data["name_sv"], "sv"),
        NameEntry(data["name_en"], "en"),
        NameEntry(data["acronym"], None, NameKind.ACRONYM),
    ]
    return [entry for entry in found if entry.name and entry.name != data["name"]]

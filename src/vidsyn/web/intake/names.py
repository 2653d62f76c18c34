"""Judging names: which organisation a name in the list means."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vidsyn.intake.logic.judging import NameChoice
from vidsyn.intake.queries.acts import JudgedName, import_named, names_to_judge, places_of
from vidsyn.intake.vocabulary import ActState
from vidsyn.web.intake.plans import crumbs, page_in, read_again, reads_later, while_read
from vidsyn.web.shell.forms import Form, VersionField, form_page
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

_MOST = 50


class NamesForm(Form):
    """For each name: the proposal, another ROR id, none that is known, or not now."""

    by_place = True
    expected_version = VersionField()

    def __init__(self, *args: Any, names: list[JudgedName], **kwargs: Any) -> None:
        self.names = names
        super().__init__(*args, **kwargs)
        for number, (judged, place) in enumerate(zip(names, places_of(names), strict=True)):
            self.fields[f"name_{number}"] = _question(judged, place)
            self.fields[f"name_{number}"].widget.attrs["class"] = "ds-input"

    def choices(self) -> tuple[NameChoice, ...]:
        """The names that were judged."""
        found = []
        for number, judged in enumerate(self.names):
            answer = self.cleaned_data.get(f"name_{number}")
            if answer:
                ror, partner = judged.proposal.get("ror"), judged.proposal.get("partner_id")
                yes = answer == "yes"
                found.append(
                    NameChoice(
                        judged.name,
                        judged.country,
                        ror=str(ror or "") if yes else "",
                        partner_id=str(partner or "") if yes else "",
                    )
                )
        return tuple(found)


def names_page(request: WebRequest, name: str) -> HttpResponse:
    """The names a person should judge, the most common first."""
    act = import_named(request.actor, name)
    if request.method == "GET" and (elsewhere := while_read(act)):
        return elsewhere
    names = page_in(request, names_to_judge(request.actor, act), _MOST)
    form = NamesForm.of(request, names=names.rows, initial={"expected_version": act.version})
    return form_page(
        request,
        form=form,
        template="intake/names.html",
        act=lambda data: _judged(request, act, form.choices(), data["expected_version"]),
        then=lambda act: read_again(request, act),
        message=_("The names are judged. It holds for lists to come too."),
        context={"act": act, "crumbs": crumbs(act), "title": _("Names to judge"), "page": names},
    )


def _judged(request: WebRequest, act: Any, names: tuple[NameChoice, ...], version: int | None) -> Any:
    """What came in is linked at once; a plan is made anew."""
    if act.state == ActState.DONE:
        return perform(request, "import_names_link", act=act, names=names, expected_version=version)
    return perform(
        request,
        "import_names_decide",
        act=act,
        names=names,
        later=reads_later(act),
        expected_version=version,
    )


def _question(judged: JudgedName, place: str) -> forms.ChoiceField:
    sure = round(100 * float(str(judged.proposal.get("confidence", 0))))
    shown = ", ".join(filter(None, (str(judged.proposal.get("shown", "")), place)))
    options = [
        ("yes", _("Yes, it is %(shown)s (certainty %(sure)s %%)") % {"shown": shown, "sure": sure}),
        ("no", _("No, none that is known: register it as new")),
        ("", _("Not now")),
    ]
    country = f" ({judged.country})" if judged.country else ""
    return forms.ChoiceField(
        label=f"{judged.name}{country}",
        help_text=_help(judged),
        choices=options,
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )


def _help(judged: JudgedName) -> str:
    """How many rows it holds for, and where to read about the organisation that is proposed."""
    rows = ngettext("%(n)s row", "%(n)s rows", judged.rows) % {"n": judged.rows}
    ror, partner = judged.proposal.get("ror"), judged.proposal.get("partner_id")
    if partner:
        address = reverse("partners:detail", args=[partner])
        return format_html('{} · <a class="ds-link" href="{}">{}</a>', rows, address, _("The partner here"))
    if ror:
        shown = str(ror).removeprefix("https://")
        return format_html('{} · <a class="ds-link" href="{}" rel="noreferrer">{}</a>', rows, ror, shown)
    return rows

"""Judging names: which organisation a name in the list means."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn.intake.logic.judging import NameChoice
from vidsyn.intake.operations.judging import import_names_decide, import_names_link
from vidsyn.intake.queries.acts import JudgedName, import_detail, names_to_judge
from vidsyn.intake.vocabulary import ActState
from vidsyn.web.intake.plans import crumbs, read_again, reads_later, while_read
from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.requests import WebRequest

_MOST = 50


class NamesForm(Form):
    """For each name: the proposal, another ROR id, none that is known, or not now."""

    def __init__(self, *args: Any, names: list[JudgedName], **kwargs: Any) -> None:
        self.names = names
        super().__init__(*args, **kwargs)
        for number, judged in enumerate(names):
            self.fields[f"name_{number}"] = _question(judged)
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
    act = import_detail(request.actor, name)
    if request.method == "GET" and (elsewhere := while_read(act)):
        return elsewhere
    names = names_to_judge(request.actor, act)
    form = NamesForm.of(request, names=names[:_MOST])
    return form_page(
        request,
        form=form,
        template="intake/names.html",
        act=lambda _data: _judged(request, act, form.choices()),
        then=lambda act: read_again(request, act),
        message=_("The names are judged. It holds for lists to come too."),
        context={"act": act, "crumbs": crumbs(act), "title": _("Names to judge"), "total": len(names)},
    )


def _judged(request: WebRequest, act: Any, names: tuple[NameChoice, ...]) -> Any:
    """What came in is linked at once; a plan is made anew."""
    if act.state == ActState.DONE:
        return import_names_link(act=act, names=names, actor=request.actor)
    return import_names_decide(act=act, names=names, later=reads_later(act), actor=request.actor)


def _question(judged: JudgedName) -> forms.ChoiceField:
    sure = round(100 * float(str(judged.proposal.get("confidence", 0))))
    told = {"shown": judged.proposal.get("shown", ""), "sure": sure}
    options = [
        ("", _("Not now")),
        ("yes", _("Yes, it is %(shown)s (%(sure)s %% sure)") % told),
        ("no", _("No, none that is known: register it as new")),
    ]
    place = f" ({judged.country})" if judged.country else ""
    return forms.ChoiceField(
        label=f"{judged.name}{place}", choices=options, widget=forms.RadioSelect, required=False, initial=""
    )

"""Choosing whose value stands where the list and the register say different things."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn.intake.logic.judging import ConflictChoice
from vidsyn.intake.operations.judging import import_conflicts_decide
from vidsyn.intake.queries.acts import conflicts_to_choose, import_named
from vidsyn.intake.queries.report import ToChoose
from vidsyn.intake.vocabulary import Take
from vidsyn.web.intake.plans import crumbs, page_in, while_read
from vidsyn.web.shell.forms import Form, VersionField, form_page
from vidsyn.web.shell.requests import WebRequest

_MOST = 50


class ConflictsForm(Form):
    """For each value: what stands, what the list says, or not now; and one answer for all that have none."""

    by_place = True
    for_all = forms.ChoiceField(label=_("For every value that has no answer of its own"), required=False)
    expected_version = VersionField()

    def __init__(self, *args: Any, asked: list[ToChoose], others: list[ToChoose], **kwargs: Any) -> None:
        self.asked, self.others = asked, others
        several = len({one.sheet for one in (*asked, *others)}) > 1
        super().__init__(*args, **kwargs)
        self.fields["for_all"].choices = _for_all(len(asked), len(others))  # type: ignore[attr-defined]
        for number, one in enumerate(asked):
            self.fields[f"value_{number}"] = _question(one, with_sheet=several)
            self.fields[f"value_{number}"].widget.attrs["class"] = "ds-input"

    def choices(self) -> tuple[ConflictChoice, ...]:
        """The values that were chosen."""
        rest, _space, beyond = self.cleaned_data["for_all"].partition(" ")
        answers = [
            (one, self.cleaned_data.get(f"value_{number}") or rest) for number, one in enumerate(self.asked)
        ]
        answers += [(one, rest) for one in self.others if beyond]
        return tuple(ConflictChoice(one.order, one.field, Take(answer)) for one, answer in answers if answer)


def conflicts_page(request: WebRequest, name: str) -> HttpResponse:
    """The values somebody has edited here since the list last came in, with what the list says."""
    act = import_named(request.actor, name)
    if request.method == "GET" and (elsewhere := while_read(act)):
        return elsewhere
    asked = conflicts_to_choose(request.actor, act)
    page = page_in(request, asked, _MOST)
    shown = {(one.order, one.field) for one in page.rows}
    others = [one for one in asked if (one.order, one.field) not in shown]
    form = ConflictsForm.of(
        request, asked=page.rows, others=others, initial={"expected_version": act.version}
    )
    return form_page(
        request,
        form=form,
        template="intake/conflicts.html",
        act=lambda data: import_conflicts_decide(
            act=act,
            choices=form.choices(),
            expected_version=data["expected_version"],
            actor=request.actor,
        ),
        then=lambda act: reverse("intake:act", args=[act.reference]),
        message=_("The values are chosen. Nothing is changed until the plan is carried out."),
        context={"act": act, "crumbs": crumbs(act), "title": _("Edited here since"), "page": page},
    )


def _for_all(here: int, elsewhere: int) -> list[tuple[str, Any]]:
    """One answer for what is on the page; and, where there is more, for the whole list."""
    found: list[tuple[str, Any]] = [
        ("", _("Not now")),
        (Take.REGISTER, _("Keep the register’s value")),
        (Take.LIST, _("Take what the list says")),
    ]
    if elsewhere:
        n = here + elsewhere
        found += [
            (
                f"{Take.REGISTER} all",
                _("Keep what stands in the register, on every page: %(n)s values") % {"n": n},
            ),
            (f"{Take.LIST} all", _("Take what the list says, on every page: %(n)s values") % {"n": n}),
        ]
    return found


def _question(one: ToChoose, *, with_sheet: bool) -> forms.ChoiceField:
    told = {"now": one.now, "file": one.file}
    options = [
        (Take.REGISTER, _("Keep: %(now)s") % told),
        (Take.LIST, _("Take: %(file)s") % told),
        ("", _("Not now")),
    ]
    place = f"{one.sheet} {one.number}" if with_sheet else one.number
    return forms.ChoiceField(
        label=_("Row %(place)s, %(name)s: %(field)s")
        % {"place": place, "name": one.name, "field": one.label},
        choices=options,
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )

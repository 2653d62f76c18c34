"""The gallery: every component with made-up content."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn.kernel.refusals import Refusal
from vidsyn.web.shell.filters import Choice, Day, Filters, Search, Tick
from vidsyn.web.shell.forms import DateField, Form, TextArea, form_page
from vidsyn.web.shell.lookups import LookupField, Option, suggestions
from vidsyn.web.shell.maps import Mark, country_map
from vidsyn.wording.history import ReadableChange, ReadableLine

_NAMES = ("Umbria Northern", "Université du Bout-du-Monde", "Högskolan i Östanå", "Exempel University")


def _line(**told: Any) -> ReadableLine:
    """A made-up line of a history: it was made from none."""
    empty = {
        "line": None,
        "subject": "",
        "named": False,
        "through": "",
        "reason": "",
        "changes": (),
        "hidden": False,
    }
    return ReadableLine(**{**empty, **told})


_HISTORY = [
    _line(
        at=datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
        what="Namn ändrat",
        subject="partner Exempel University",
        who="Koordinator Exempel",
        through="API",
        reason="Lärosätet har bytt namn.",
        changes=(ReadableChange("Namn", "Exempel College", "Exempel University", erased=False),),
    ),
    _line(at=datetime(2026, 11, 1, 9, 30, tzinfo=UTC), what="Anteckning", who="Kansli", hidden=True),
]


class ExampleForm(Form):
    """One of each field."""

    name = forms.CharField(label=_("Name"), help_text=_("As the organisation writes it."))
    partner = LookupField(url=reverse_lazy("gallery:suggest"), label=_("Partner"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("a", "Exchange"), ("b", "Research")])
    starts_on = DateField(label=_("Starts on"))
    notes = TextArea(label=_("Notes"), required=False)
    document = forms.FileField(label=_("Document"), required=False)
    levels = forms.MultipleChoiceField(
        label=_("Level"),
        choices=[("a", "A"), ("b", "B")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    confidential = forms.BooleanField(label=_("Confidential"), required=False)


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Every component; sending the form shows what a refusal looks like."""
    rows = [
        {"name": name, "status": status, "until": date(2027, 6, 30)}
        for name, status in zip(_NAMES, ("success", "info", "warning", "danger"), strict=True)
    ]
    context = {
        "rows": rows,
        "filters": Filters(
            request.GET,
            (Search(_("Search")), Choice("status", _("Status"), [("in_force", _("In force"))])),
            (Day("on", _("Status as of")), Tick("mine", _("Only mine"))),
        ),
        "page": Paginator(range(95), 20).page(2),
        "map": country_map([Mark("DE", 22), Mark("SE", 11), Mark("JP", 3), Mark("US", 9), Mark("SG", 2)]),
        "today": date(2026, 11, 22),
        "history": _HISTORY,
    }
    return form_page(
        request,  # type: ignore[arg-type]  # the gallery knows no actor
        form=ExampleForm.of(request),
        template="gallery/components.html",
        act=_refuse,
        then=lambda _done: ".",
        context=context,
    )


@login_not_required
def suggest(request: HttpRequest) -> HttpResponse:
    """Answers the lookup field with made-up organisations."""
    text = request.GET.get("q", "").casefold()
    options = [Option(name, name, "Exempelland") for name in _NAMES if text in name.casefold()]
    return suggestions(request, options)


def _refuse(data: dict[str, Any]) -> None:
    raise Refusal("reason_required", field="notes")

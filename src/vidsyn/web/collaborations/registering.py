"""Registering a collaboration: four fields."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn.collaborations.queries.choices import registrable_units
from vidsyn.web.collaborations.naming import crumbs
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

PARTNERS = reverse_lazy("collaborations:suggest_partner")


class RegisterForm(Form):
    """Title, partner, purpose, unit."""

    title = asking("collaboration_update", "collaboration")(
        "title_sv",
        required=True,
        label=_("What it is about"),
        help_text=_("A title, in the language you like."),
    )
    partner = LookupField(
        label=_("With whom"),
        help_text=_("Type any name of the organisation. Not in the list? Just write its name."),
        url=PARTNERS,
        free_text=True,
    )
    purposes = asking("collaboration_register", "collaboration")("purposes", label=_("What for"))
    unit = forms.ChoiceField(label=_("Which of our units leads it"))


def register_page(request: WebRequest) -> HttpResponse:
    """The form; afterwards the collaboration's own page, where the rest can be told."""
    units = registrable_units(request.actor)
    own = next((unit.code for unit in units if unit.path == request.actor.unit_path), "")
    return form_page(
        request,
        form=RegisterForm.of(
            request, initial={"unit": own}, among={"unit": [(unit.code, str(unit)) for unit in units]}
        ),
        template="collaborations/register.html",
        act=lambda data: perform(request, "collaboration_register", partner_name=data["partner"], **data),
        then=lambda made: reverse("collaborations:detail", args=[made.reference]),
        message=_("The collaboration is registered. Add what you like, or leave it here for now."),
        context={"crumbs": crumbs(), "may_register": bool(units)},
    )

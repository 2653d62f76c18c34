"""Decision rounds: what falls in each, and setting their closing dates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements import operations
from vidsyn.agreements.queries import decision_round_named, decision_rounds
from vidsyn.people import access
from vidsyn.people.queries import today
from vidsyn.people.vocabulary import Needed
from vidsyn.web.agreements.words import kind_choices
from vidsyn.web.shell.forms import DateField, Form, VersionField, form_page
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.requests import WebRequest


class RoundForm(Form):
    """A round's name in both languages, its closing date, and which kinds it takes."""

    name_sv = forms.CharField(
        label=_("Name in Swedish"), help_text=_("For example: Vårens omgång 2027"), max_length=120
    )
    name_en = forms.CharField(
        label=_("Name in English"), help_text=_("For example: Spring round 2027"), max_length=120
    )
    closes_on = DateField(
        label=_("Closes on"), help_text=_("yyyy-mm-dd, the last day to come in. For example 2027-05-01.")
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of agreement"),
        help_text=_("Tick none to take every kind."),
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    expected_version = VersionField()


def rounds_page(request: WebRequest) -> HttpResponse:
    """Every round with what falls in it."""
    context = {"plan": decision_rounds(request.actor, today()), "crumbs": [settings_crumb()]}
    return render(request, "agreements/rounds.html", context)


def round_new(request: WebRequest) -> HttpResponse:
    """Set a new round."""
    access.require(access.may_run_register(request.actor), needed=Needed.OFFICE)

    def act(data: dict[str, Any]) -> Any:
        data.pop("expected_version")
        return operations.decision_round_open(**{**data, "kinds": tuple(data["kinds"])}, actor=request.actor)

    return _page(request, RoundForm.of(request), act, _("New decision round"), _("Set the round"))


def round_edit(request: WebRequest, row: UUID) -> HttpResponse:
    """Change a round."""
    access.require(access.may_run_register(request.actor), needed=Needed.OFFICE)
    one = decision_round_named(request.actor, str(row))
    initial = {
        "name_sv": one.name_sv,
        "name_en": one.name_en,
        "closes_on": one.closes_on,
        "kinds": one.kinds,
        "expected_version": one.version,
    }

    def act(data: dict[str, Any]) -> Any:
        return operations.decision_round_update(
            decision_round=one, **{**data, "kinds": tuple(data["kinds"])}, actor=request.actor
        )

    form = RoundForm.of(request, initial=initial)
    return _page(request, form, act, _("Change the decision round"), _("Save"))


def _page(request: WebRequest, form: Form, act: Any, title: object, submit: object) -> HttpResponse:
    back = reverse("agreement_settings:rounds")
    return form_page(
        request,
        form=form,
        template="shell/form_page.html",
        act=act,
        then=lambda _done: back,
        message=_("The decision round is saved."),
        context={
            "title": title,
            "submit": submit,
            "cancel": back,
            "crumbs": [settings_crumb(), (_("Decision rounds"), back)],
        },
    )

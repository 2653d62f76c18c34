"""Decision rounds: what falls in each, and setting their closing dates."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.agreements.queries.finders import decision_round_named
from vidsyn.agreements.queries.rounds import decision_rounds
from vidsyn.kernel.bilingual import Words
from vidsyn.web.agreements.naming import kind_choices, spoken
from vidsyn.web.agreements.setting import Listed, require_office, require_reader, setting_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form, VersionField
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import VersionedReasonForm
from vidsyn.web.shell.requests import WebRequest

ROUNDS = Listed(_("Decision rounds"), "agreement_settings:rounds")


ask = asking("decision_round_open", "decision_round")


class RoundForm(Form):
    """A round's name in both languages, its closing date, and which kinds it takes."""

    name_sv = ask("name_sv", help_text=_("For example: Vårens omgång 2027"))
    name_en = ask("name_en", help_text=_("For example: Spring round 2027"))
    closes_on = ask("closes_on", help_text=_("yyyy-mm-dd, the last day to come in. For example 2027-05-01."))
    kinds = ask("kinds", help_text=_("Tick none to take every kind."), choices=kind_choices)
    expected_version = VersionField()


def rounds_page(request: WebRequest) -> HttpResponse:
    """Every round with what falls in it."""
    require_reader(request)
    context = {"plan": decision_rounds(request.actor, here.today()), "crumbs": [settings_crumb()]}
    return render(request, "agreements/rounds.html", context)


def round_new(request: WebRequest) -> HttpResponse:
    """Set a new round."""
    require_office(request)
    return setting_page(
        request,
        ROUNDS,
        RoundForm.of(request),
        lambda data: perform(request, "decision_round_open", **data),
        title=_("New decision round"),
        submit=_("Set the round"),
        message=_("The decision round is saved."),
    )


def round_edit(request: WebRequest, row: UUID) -> HttpResponse:
    """Change a round."""
    require_office(request)
    one = decision_round_named(request.actor, str(row))
    initial = {
        "name_sv": one.name_sv,
        "name_en": one.name_en,
        "closes_on": one.closes_on,
        "kinds": one.kinds,
        "expected_version": one.version,
    }
    return setting_page(
        request,
        ROUNDS,
        RoundForm.of(request, initial=initial),
        lambda data: perform(request, "decision_round_update", decision_round=one, **data),
        title=_("Change the decision round"),
        submit=_("Save"),
        message=_("The decision round is saved."),
    )


def round_remove(request: WebRequest, row: UUID) -> HttpResponse:
    """Take out a round that no agreement stands in."""
    require_office(request)
    one = decision_round_named(request.actor, str(row))
    return setting_page(
        request,
        ROUNDS,
        VersionedReasonForm.of(request, needed=False, initial={"expected_version": one.version}),
        lambda data: perform(request, "decision_round_remove", decision_round=one, **data),
        title=_("Remove the decision round"),
        submit=_("Remove"),
        message=_("The decision round is removed."),
        of=f"{spoken(Words(one.name_sv, one.name_en))}, {one.closes_on}",
    )

"""Editing what an agreement says about itself; when somebody else edited meanwhile, choose."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.agreements import operations
from vidsyn.agreements.queries import (
    AgreementStory,
    agreement_named,
    decision_round_named,
    rounds_ahead,
)
from vidsyn.agreements.vocabulary import Level
from vidsyn.web.agreements.forms import EditForm, terms_from, terms_initial
from vidsyn.web.agreements.pages import story_to_change
from vidsyn.web.agreements.words import crumbs, page_of, spoken
from vidsyn.web.shell.forms import form_page, left_empty
from vidsyn.web.shell.lookups import Choice
from vidsyn.web.shell.requests import WebRequest

CLEARABLE = ("framework", "amount", "confidential", "decision_round", "level")


def edit_page(request: WebRequest, reference: str) -> HttpResponse:
    """Everything but parties, people, places and documents, which have pages of their own."""
    story = story_to_change(request, reference)
    rounds = [
        (key, f"{spoken(name)} ({day})") for key, name, day in rounds_ahead(request.actor, here.today())
    ]
    if story.round_id and story.round_name and str(story.round_id) not in dict(rounds):
        rounds.append((str(story.round_id), f"{spoken(story.round_name)} ({story.round_closes_on})"))
    return form_page(
        request,
        form=EditForm.of(request, initial=_initial(story), rounds=rounds),
        template="agreements/edit.html",
        act=lambda data: _update(request, reference, data),
        then=lambda _made: page_of(story.row),
        message=_("The agreement is saved."),
        context={"crumbs": crumbs(story.row), "row": story.row},
    )


def _initial(story: AgreementStory) -> dict[str, Any]:
    row, framework = story.row, story.framework
    return {
        "title_sv": row.title.sv,
        "title_en": row.title.en,
        "kind": row.kind,
        "register_number": row.register_number,
        "languages": story.languages,
        "level": story.level or "",
        "framework": Choice(framework.reference, spoken(framework.title)) if framework else None,
        "amount": story.amount,
        "currency": story.currency,
        "confidential": "" if story.confidential is None else str(story.confidential),
        "confidentiality_ground": story.confidentiality_ground or "",
        "decision_round": str(story.round_id or ""),
        "purpose": story.purpose,
        "note": story.note or "",
        "expected_version": row.version,
        **terms_initial(story.terms),
    }


def _update(request: WebRequest, reference: str, data: dict[str, Any]) -> Any:
    actor, framework = request.actor, data["framework"]
    return operations.agreement_update(
        agreement=agreement_named(actor, reference),
        title_sv=data["title_sv"],
        title_en=data["title_en"],
        kind=data["kind"],
        register_number=data["register_number"],
        languages=data["languages"],
        level=Level(data["level"]) if data["level"] else None,
        framework=agreement_named(actor, framework.id) if framework else None,
        amount=data["amount"],
        currency=data["currency"].upper(),
        confidential=data["confidential"] == "True" if data["confidential"] else None,
        confidentiality_ground=data["confidentiality_ground"],
        decision_round=decision_round_named(actor, data["decision_round"])
        if data["decision_round"]
        else None,
        purpose=data["purpose"],
        note=data["note"],
        terms=terms_from(data),
        clear=left_empty(data, CLEARABLE),
        reason=data["reason"],
        expected_version=data["expected_version"],
        actor=actor,
    )

"""Editing what an agreement says about itself; when somebody else edited meanwhile, choose."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.agreements.queries.choices import rounds_ahead
from vidsyn.agreements.queries.stories import AgreementStory
from vidsyn.web.agreements.forms import EditForm, terms_initial, with_terms
from vidsyn.web.agreements.naming import crumbs, page_of, spoken
from vidsyn.web.agreements.pages import story_to_change
from vidsyn.web.shell.forms import form_page
from vidsyn.web.shell.lookups import Choice
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest


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
        form=EditForm.of(request, initial=_initial(story), among={"decision_round": rounds}),
        template="agreements/edit.html",
        act=lambda data: perform(
            request,
            "agreement_update",
            agreement=reference,
            **{**with_terms(data), "currency": data["currency"].upper()},
        ),
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

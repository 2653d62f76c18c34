"""An agreement as the pages of its acts have it."""

from __future__ import annotations

from vidsyn.agreements.queries import AgreementStory, agreement_detail
from vidsyn.people.queries import today
from vidsyn.web.agreements.words import crumbs, page_of, spoken
from vidsyn.web.shell.acting import About
from vidsyn.web.shell.requests import WebRequest


def story_of(request: WebRequest, reference: str) -> AgreementStory:
    """The agreement as it stands today."""
    return agreement_detail(request.actor, reference, on=today())


def about(story: AgreementStory) -> About:
    """The agreement as what an act is on."""
    return About(spoken(story.row.title), page_of(story.row), crumbs(story.row))

"""An agreement as the pages of its acts have it."""

from __future__ import annotations

from vidsyn import here
from vidsyn.agreements.queries.stories import AgreementStory, agreement_story
from vidsyn.people import access
from vidsyn.people.vocabulary import Needed
from vidsyn.web.agreements.naming import crumbs, page_of, spoken
from vidsyn.web.shell.acting import About
from vidsyn.web.shell.requests import WebRequest


def story_of(request: WebRequest, reference: str) -> AgreementStory:
    """The agreement as it stands today."""
    return agreement_story(request.actor, reference, on=here.today())


def story_to_change(request: WebRequest, reference: str) -> AgreementStory:
    """The same for whoever may change it: a form is not shown to those it would refuse.

    Raises Refusal `not_allowed`.
    """
    story = story_of(request, reference)
    access.require(story.may_edit, needed=Needed.COORDINATOR)
    return story


def about(story: AgreementStory) -> About:
    """The agreement as what an act is on."""
    return About(spoken(story.row.title), page_of(story.row), crumbs(story.row))

"""A collaboration as the pages of its acts have it."""

from __future__ import annotations

from vidsyn import here
from vidsyn.collaborations.queries.stories import CollaborationStory, collaboration_story
from vidsyn.people import access
from vidsyn.people.vocabulary import Needed
from vidsyn.web.shell.requests import WebRequest


def story_of(request: WebRequest, reference: str) -> CollaborationStory:
    """The collaboration as it stands today."""
    return collaboration_story(request.actor, reference, here.today())


def story_to_change(request: WebRequest, reference: str) -> CollaborationStory:
    """The same for whoever may change it: a form is not shown to those it would refuse.

    Raises Refusal `not_allowed`.
    """
    story = story_of(request, reference)
    access.require(story.may_edit, needed=Needed.COORDINATOR)
    return story

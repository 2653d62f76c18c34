"""Editing what a collaboration says of itself, and its research subjects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn.collaborations.logic.said import OWN_WORDS
from vidsyn.collaborations.queries.stories import CollaborationStory
from vidsyn.kernel.precision import Precision, written
from vidsyn.web.collaborations.naming import crumbs, goal_choices, kind_choices, page_of, subject_name
from vidsyn.web.collaborations.pages import story_to_change
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form, VersionField, WrittenDateField, form_page
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

ask = asking("collaboration_update", "collaboration")


class EditForm(Form):
    """Everything but partners, people, units and subjects, which have pages of their own."""

    title_sv = ask("title_sv")
    title_en = ask("title_en")
    starts_on = ask("starts_on", WrittenDateField)
    ends_on = ask("ends_on", WrittenDateField)
    purposes = ask("purposes")
    goals = ask("goals", choices=goal_choices)
    kinds = ask("kinds", choices=kind_choices)
    notes = ask("notes", help_text=_("Read by the units taking part and the international office only."))
    expected_version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {name: ask(name, rows=3) for name in OWN_WORDS}

    @property
    def own_words(self) -> list[forms.BoundField]:
        """The texts of any length, one after another."""
        return [self[name] for name in OWN_WORDS]


class SubjectForm(Form):
    """One more subject."""

    subject = LookupField(
        label=_("Research subject"),
        help_text=_("Type a word or a code of SSIF 2025."),
        url=reverse_lazy("collaborations:suggest_subject"),
    )


def edit_page(request: WebRequest, reference: str) -> HttpResponse:
    """Edit; when somebody else edited meanwhile, choose."""
    story = story_to_change(request, reference)
    return form_page(
        request,
        form=EditForm.of(request, initial=_initial(story)),
        template="collaborations/edit.html",
        act=lambda data: _update(request, story, data),
        then=lambda _made: page_of(story.row),
        message=_("The collaboration is saved."),
        context={"crumbs": crumbs(story.row), "row": story.row},
    )


def subjects_page(request: WebRequest, reference: str) -> HttpResponse:
    """The subjects, with one more to add."""
    story = story_to_change(request, reference)
    return form_page(
        request,
        form=SubjectForm.of(request),
        template="collaborations/subjects.html",
        act=lambda data: _set_subjects(request, story, (*story.subjects, data["subject"].id)),
        then=lambda _made: reverse("collaborations:subjects", args=[reference]),
        message=_("The subject is added."),
        context={
            "crumbs": crumbs(story.row),
            "row": story.row,
            "subjects": [(code, subject_name(code)) for code in story.subjects],
        },
    )


def subject_remove(request: WebRequest, reference: str, code: str) -> HttpResponse:
    """One subject less."""
    story = story_to_change(request, reference)
    rest = tuple(subject for subject in story.subjects if subject != code)
    return form_page(
        request,
        form=Form.of(request),
        template="collaborations/subjects.html",
        act=lambda _data: _set_subjects(request, story, rest),
        then=lambda _made: reverse("collaborations:subjects", args=[reference]),
        message=_("The subject is taken out."),
        context={"crumbs": crumbs(story.row), "row": story.row, "removing": subject_name(code)},
    )


def _set_subjects(request: WebRequest, story: CollaborationStory, subjects: tuple[str, ...]) -> Any:
    """Set them all, over those that `story` holds: one that somebody adds at this moment is not lost."""
    return perform(
        request,
        "collaboration_update",
        collaboration=story.row.reference,
        subjects=tuple(dict.fromkeys(subjects)),
        expected_version=story.row.version,
    )


def _initial(story: CollaborationStory) -> dict[str, Any]:
    row = story.row
    return {
        **{name: story.said(name) or "" for name in (*OWN_WORDS, "notes")},
        "title_sv": row.title.sv,
        "title_en": row.title.en,
        "starts_on": written(row.starts_on, row.starts_precision) if row.starts_on else "",
        "ends_on": written(row.ends_on, row.ends_precision) if row.ends_on else "",
        "purposes": [purpose.value for purpose in row.purposes],
        "goals": [str(goal) for goal in story.goals],
        "kinds": list(row.kinds),
        "expected_version": row.version,
    }


def _update(request: WebRequest, story: CollaborationStory, data: dict[str, Any]) -> Any:
    """A date that stands as it stood is not touched, so that it keeps the day it was read as."""
    starts, ends = data.pop("starts_on"), data.pop("ends_on")
    return perform(
        request,
        "collaboration_update",
        collaboration=story.row.reference,
        starts_on=starts and starts.first,
        starts_precision=starts.precision if starts else Precision.DAY,
        ends_on=ends and ends.last,
        ends_precision=ends.precision if ends else Precision.DAY,
        **data,
    )

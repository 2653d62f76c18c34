"""Start, let rest, resume, end, reopen; promote and lower; another unit."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.collaborations.logic.lifecycle import TRANSITIONS, Step
from vidsyn.collaborations.queries.choices import registrable_units
from vidsyn.collaborations.vocabulary import Level
from vidsyn.people import access
from vidsyn.people.vocabulary import Needed
from vidsyn.web.collaborations.naming import about
from vidsyn.web.collaborations.pages import story_of, story_to_change
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.forms import DateField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import VersionedReasonForm
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import label

# Each step: the page's title, its button, the operation, and what the reason is called.
STEPS: dict[Step, tuple[str | Promise, str | Promise, str, str | Promise]] = {
    Step.START: (
        _("Start the collaboration"),
        _("Start"),
        "collaboration_start",
        _("A word on it"),
    ),
    Step.PAUSE: (
        _("Let the collaboration rest"),
        _("Let it rest"),
        "collaboration_pause",
        _("Why does it rest?"),
    ),
    Step.RESUME: (
        _("Resume the collaboration"),
        _("Resume"),
        "collaboration_resume",
        _("A word on it"),
    ),
    Step.END: (
        _("End the collaboration"),
        _("End"),
        "collaboration_end",
        _("Why does it end, and what came of it?"),
    ),
    Step.REOPEN: (
        _("Reopen the collaboration"),
        _("Reopen"),
        "collaboration_reopen",
        _("Why is it taken up again?"),
    ),
}
DATED = {Step.START: _("First day"), Step.END: _("Last day")}


class DatedForm(VersionedReasonForm):
    """A day and a reason."""

    on = DateField(label=_("Day"))
    field_order = ("on", "reason")


class LowerForm(VersionedReasonForm):
    """A lower level and a reason."""

    level = forms.ChoiceField(label=_("Level"))
    field_order = ("level", "reason")


class MoveForm(VersionedReasonForm):
    """Another unit and a reason."""

    unit = forms.ChoiceField(label=_("Unit that leads"))
    field_order = ("unit", "reason")


def step_page(request: WebRequest, reference: str, step: str) -> HttpResponse:
    """One step of the lifecycle."""
    story = story_to_change(request, reference)
    if step not in list(Step) or Step(step) not in story.steps:
        raise Http404
    chosen = Step(step)
    title, button, operation, asks = STEPS[chosen]
    row = next(row for row in TRANSITIONS if row.step is chosen)
    dated = chosen in DATED and not (chosen is Step.START and story.row.starts_on)
    initial = {"expected_version": story.row.version, "on": here.today()}
    kind = DatedForm if dated else VersionedReasonForm
    form = kind.of(request, initial=initial, needed=row.needs_reason, asks=asks)
    if dated:
        form.fields["on"].label = DATED[chosen]
    return act_page(
        request,
        about(story.row),
        form,
        title,
        button,
        lambda data: perform(request, operation, collaboration=reference, **data),
    )


def promote_page(request: WebRequest, reference: str, level: str) -> HttpResponse:
    """To a higher level, with what it asks for."""
    story = story_of(request, reference)
    ahead = next((ahead for ahead in story.levels_ahead if ahead.level == level), None)
    if ahead is None:
        raise Http404
    needed = Needed.COORDINATOR if ahead.level is Level.UNIT else Needed.DECIDER
    access.require(ahead.may_promote, needed=needed)
    form = VersionedReasonForm.of(
        request, initial={"expected_version": story.row.version}, asks=_("Why should the level be raised?")
    )
    return act_page(
        request,
        about(story.row),
        form,
        _("Raise to the level “%(level)s”") % {"level": label(ahead.level)},
        _("Raise"),
        lambda data: perform(
            request, "collaboration_promote", collaboration=reference, level=ahead.level, **data
        ),
        missing=ahead.missing,
    )


def lower_page(request: WebRequest, reference: str) -> HttpResponse:
    """To a lower level."""
    story = story_of(request, reference)
    if not story.levels_below:
        raise Http404
    form = LowerForm.of(
        request,
        initial={"expected_version": story.row.version},
        asks=_("Why should the level be lowered?"),
        among={"level": [(level.value, label(level)) for level in story.levels_below]},
    )
    return act_page(
        request,
        about(story.row),
        form,
        _("Lower the level"),
        _("Lower"),
        lambda data: perform(request, "collaboration_lower", collaboration=reference, **data),
    )


def move_page(request: WebRequest, reference: str) -> HttpResponse:
    """Another unit leads."""
    story = story_to_change(request, reference)
    units = [(unit.code, str(unit)) for unit in registrable_units(request.actor)]
    initial = {"unit": story.unit_code, "expected_version": story.row.version}
    form = MoveForm.of(request, initial=initial, among={"unit": units})
    return act_page(
        request,
        about(story.row),
        form,
        _("Let another unit lead"),
        _("Move"),
        lambda data: perform(request, "collaborations_move", collaborations=[reference], **data),
    )


def void_page(request: WebRequest, reference: str) -> HttpResponse:
    """Take out a collaboration that was registered by mistake."""
    story = story_to_change(request, reference)
    return act_page(
        request,
        about(story.row),
        VersionedReasonForm.of(request, initial={"expected_version": story.row.version}),
        _("Take out the collaboration, registered by mistake"),
        _("Take out"),
        lambda data: perform(request, "collaborations_void", collaborations=[reference], **data),
        hint=_(
            "For what should never have stood here: a double, a try. A collaboration that is over is ended, "
            "and stays in the register."
        ),
        message=_("The collaboration is taken out. Its history stays."),
        then=reverse("collaborations:list"),
    )

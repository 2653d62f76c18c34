"""Activities of a collaboration: choose a kind, fill in its own few fields, end it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.kinds import Detail, FieldType, OwnField
from vidsyn.collaborations.queries.stories import ActivityRow, CollaborationStory
from vidsyn.collaborations.vocabulary import Form as ActivityForm
from vidsyn.people.queries.units import unit_list
from vidsyn.web.collaborations.naming import about, crumbs, spoken
from vidsyn.web.collaborations.pages import story_to_change
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import DateField, Form, TextArea, VersionField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

OWN = "details."


ask = asking("activity_update", "activity")


class AddForm(Form):
    """What every activity has; the own fields of its form come after."""

    title = ask("title_sv", required=True, label=_("Title"))
    unit = ask("unit", forms.ChoiceField)
    starts_on = ask("starts_on")
    ends_on = ask("ends_on")

    def __init__(self, *args: Any, own: tuple[OwnField, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in own:
            made = _field(field)
            made.widget.attrs.setdefault("class", "ds-input")
            self.fields[OWN + field.name] = made


class EditForm(AddForm):
    """The same for one that exists, with its title in both languages."""

    title = None
    title_sv = ask("title_sv")
    title_en = ask("title_en")
    outcome = ask("outcome", rows=3)
    expected_version = VersionField()
    field_order = ("title_sv", "title_en")


class EndForm(Form):
    """The last day and the outcome."""

    on = DateField(label=_("Last day"))
    outcome = ask("outcome", required=True, rows=3)
    expected_version = VersionField()


class VoidForm(Form):
    """Why it should not stand here."""

    reason = TextArea(label=_("Why should it be removed?"), rows=2)


def choose_page(request: WebRequest, reference: str) -> HttpResponse:
    """Which kind of activity."""
    story = story_to_change(request, reference)
    context = {"crumbs": crumbs(story.row), "row": story.row, "kinds": catalogues.kinds().values()}
    return render(request, "collaborations/choose_activity.html", context)


def add_page(request: WebRequest, reference: str, kind: str, form: str) -> HttpResponse:
    """Add an activity of the kind chosen."""
    known = catalogues.kinds().get(kind)
    if known is None or form not in known.forms:
        raise Http404
    chosen = ActivityForm(form)
    return act_page(
        request,
        about(story_to_change(request, reference).row),
        AddForm.of(request, own=catalogues.forms()[chosen], among=_units(request)),
        _("New: %(kind)s") % {"kind": spoken(known.words)},
        _("Add"),
        lambda data: perform(
            request, "activity_add", collaboration=reference, kind=kind, form=form, **_with_details(data)
        ),
    )


def edit_page(request: WebRequest, reference: str, activity: str) -> HttpResponse:
    """Edit an activity."""
    story, row = _both(request, reference, activity)
    initial = {
        "title_sv": row.title.sv,
        "title_en": row.title.en,
        "unit": row.unit_code,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "outcome": row.outcome,
        "expected_version": row.version,
        **{OWN + name: value for name, value in row.stored.items()},
    }
    form = EditForm.of(request, initial=initial, own=catalogues.forms()[row.form], among=_units(request))
    return act_page(
        request,
        about(story.row),
        form,
        _("Change the activity"),
        _("Save"),
        lambda data: perform(request, "activity_update", activity=activity, **_with_details(data)),
    )


def end_page(request: WebRequest, reference: str, activity: str) -> HttpResponse:
    """End an activity."""
    story, row = _both(request, reference, activity)
    initial = {"on": here.today(), "outcome": row.outcome, "expected_version": row.version}
    return act_page(
        request,
        about(story.row),
        EndForm.of(request, initial=initial),
        _("End the activity"),
        _("End"),
        lambda data: perform(request, "activity_end", activity=activity, **data),
    )


def void_page(request: WebRequest, reference: str, activity: str) -> HttpResponse:
    """Take out an activity that was added by mistake."""
    story, _row = _both(request, reference, activity)
    return act_page(
        request,
        about(story.row),
        VoidForm.of(request),
        _("Take out the activity"),
        _("Take out"),
        lambda data: perform(request, "activity_void", activity=activity, **data),
    )


def _both(request: WebRequest, reference: str, activity: str) -> tuple[CollaborationStory, ActivityRow]:
    story = story_to_change(request, reference)
    for row in story.activities:
        if row.reference == activity:
            return story, row
    raise Http404


def _field(field: OwnField) -> forms.Field:
    label, required = spoken(field.words), field.required
    if field.type is FieldType.CHOICE:
        options = [("", "–"), *((choice.code, spoken(choice.words)) for choice in field.choices)]
        return forms.ChoiceField(label=label, required=required, choices=options)
    if field.type is FieldType.DATE:
        return DateField(label=label, required=required)
    return forms.CharField(label=label, required=required, max_length=300)


def _with_details(data: dict[str, Any]) -> dict[str, Any]:
    """The answers, those to the kind's own fields as `details`."""
    own = {name: value for name, value in data.items() if name.startswith(OWN)}
    details = [Detail(name.removeprefix(OWN), str(value or "")) for name, value in own.items()]
    return {"details": details, **{name: value for name, value in data.items() if name not in own}}


def _units(request: WebRequest) -> dict[str, list[tuple[str, str]]]:
    return {"unit": [(unit.code, str(unit)) for unit in unit_list(request.actor)]}

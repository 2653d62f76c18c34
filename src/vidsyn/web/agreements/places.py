"""Exchange places that an agreement holds: added, changed."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements.queries.finders import places_named
from vidsyn.agreements.vocabulary import Direction, PlaceUnit, StudyLevel
from vidsyn.people.queries.units import unit_list
from vidsyn.web.agreements.pages import about, story_to_change
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.forms import Form, VersionField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import choices, label


class PlacesForm(Form):
    """Places one way."""

    direction = forms.ChoiceField(
        label=_("Which way"), choices=lambda: choices(Direction), widget=forms.RadioSelect
    )
    count = forms.IntegerField(
        label=_("How many"), widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "5"})
    )
    counts = forms.ChoiceField(label=_("Counted in"), choices=lambda: choices(PlaceUnit))
    academic_year = forms.IntegerField(
        label=_("Academic year that begins in"),
        help_text=_("2026 is 2026/27. Empty: every year."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "5"}),
    )
    through = forms.IntegerField(
        label=_("… through the one that begins in"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "5"}),
    )
    level = forms.ChoiceField(label=_("Level of study"), choices=lambda: choices(StudyLevel), initial="any")
    subject = forms.CharField(
        label=_("Subject"), help_text=_("ISCED-F code or words."), max_length=120, required=False
    )
    unit = forms.ChoiceField(label=_("School"), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class PlacesEditForm(Form):
    """How many places there are, over the version the person looked at."""

    count = forms.IntegerField(
        label=_("How many"), widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "5"})
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    expected_version = VersionField()


def places_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """More exchange places."""
    form = PlacesForm.of(request)
    units = [(unit.code, str(unit)) for unit in unit_list(request.actor)]
    form.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]
    return act_page(
        request,
        about(story_to_change(request, reference)),
        form,
        _("Add exchange places"),
        _("Add"),
        lambda data: perform(request, "places_add", agreement=reference, **data),
    )


def places_edit_page(request: WebRequest, reference: str, row: UUID) -> HttpResponse:
    """Change how many places there are."""
    story, places = story_to_change(request, reference), places_named(request.actor, str(row))
    initial = {"count": places.count, "note": places.note, "expected_version": places.version}
    form = PlacesEditForm.of(request, initial=initial)
    form.fields["count"].label = _("%(direction)s places, counted in %(unit)s") % {
        "direction": label(Direction(places.direction)),
        "unit": label(PlaceUnit(places.counts)),
    }
    return act_page(
        request,
        about(story),
        form,
        _("Change the exchange places"),
        _("Save"),
        lambda data: perform(request, "places_update", places=places, **data),
    )

"""Exchange places that an agreement holds: added, changed."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements.queries.finders import places_named
from vidsyn.agreements.vocabulary import Direction, PlaceUnit
from vidsyn.people.queries.units import unit_list
from vidsyn.web.agreements.pages import about, story_to_change
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form, VersionField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import label

ask, changed = asking("places_add", "agreement"), asking("places_update", "agreement")


class PlacesForm(Form):
    """Places one way."""

    direction = ask("direction", widget=forms.RadioSelect)
    count = ask("count", label=_("How many"))
    counts = ask("counts", required=True)
    academic_year = ask(
        "academic_year",
        label=_("Academic year that begins in"),
        help_text=_("2026 is 2026/27. Empty: every year."),
    )
    through = ask("through", label=_("… through the one that begins in"))
    level = ask("level", required=True, label=_("Level of study"), initial="any")
    subject = ask("subject", forms.CharField, help_text=_("ISCED-F code or words."), max_length=120)
    unit = ask("unit", forms.ChoiceField, label=_("School"))
    note = changed("note", label=_("Note"))


class PlacesEditForm(Form):
    """How many places there are, over the version the person looked at."""

    count = ask("count", label=_("How many"))
    note = changed("note", label=_("Note"))
    expected_version = VersionField()


def places_add_page(request: WebRequest, reference: str) -> HttpResponse:
    """More exchange places."""
    units = [(unit.code, str(unit)) for unit in unit_list(request.actor)]
    form = PlacesForm.of(request, among={"unit": units})
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

"""Another owner, another unit: the forms for one thing, and the same changes for many things at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.people.actors import Actor
from vidsyn.people.queries.persons import person_named
from vidsyn.people.queries.units import unit_named
from vidsyn.web.shell.forms import Form, TextArea, VersionField
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.many import ManyChange
from vidsyn.web.shell.performing import VERSIONS, perform
from vidsyn.web.shell.requests import WebRequest

PERSONS = reverse_lazy("people:suggest")
Answers = Mapping[str, Any]
Units = Callable[[Actor], Iterable[Any]]


class OwnerForm(Form):
    """Who owns it."""

    owner = LookupField(label=_("Owner"), help_text=_("A colleague's name."), url=PERSONS)
    reason = TextArea(label=_("Reason"), rows=2, required=False)
    expected_version = VersionField()


class UnitForm(Form):
    """Another unit, and why."""

    unit = forms.ChoiceField(label=_("New unit"))
    reason = TextArea(label=_("Reason"), rows=2)
    expected_version = VersionField()

    @classmethod
    def among(cls, request: WebRequest, units: Iterable[Any], version: int | None = None) -> UnitForm:
        """The form with `units` to choose among, for one thing looked at in this version."""
        form = cls.of(request, initial={"expected_version": version})
        choices = [("", _("Choose")), *((unit.code, str(unit)) for unit in units)]
        form.fields["unit"].choices = choices  # type: ignore[attr-defined]
        return form


def owner_change(title: str | Promise, assign: str, of: str) -> ManyChange:
    """Another owner for many: `assign` is the operation, `of` the name by which it takes the things."""

    def becomes(viewer: Actor, answers: Answers) -> tuple[str, Any]:
        owner = person_named(viewer, answers["owner"].id)
        return owner.name, owner.pk

    return ManyChange(
        title=title,
        column=_("Owner"),
        form=_owner_form,
        now=lambda thing: thing.owner.name if thing.owner else "",
        key=lambda thing: thing.owner_id,
        becomes=becomes,
        act=_on_each(assign, of),
    )


def unit_change(
    title: str | Promise,
    column: str | Promise,
    move: str,
    of: str,
    *,
    field: str,
    units: Units,
) -> ManyChange:
    """Another unit for many; `field` is the thing's own name for its unit, `units` those to choose among."""

    def becomes(viewer: Actor, answers: Answers) -> tuple[str, Any]:
        unit = unit_named(viewer, answers["unit"])
        return str(unit), unit.pk

    return ManyChange(
        title=title,
        column=column,
        form=lambda request: UnitForm.among(request, units(request.actor)),
        now=lambda thing: str(getattr(thing, field) or ""),
        key=lambda thing: getattr(thing, f"{field}_id"),
        becomes=becomes,
        act=_on_each(move, of),
    )


def _on_each(operation: str, of: str) -> Callable[[Actor, Sequence[Any], Answers], int]:
    """The act on all of them, each in the version that was looked at."""

    def act(actor: Actor, things: Sequence[Any], answers: Answers) -> int:
        versions = [thing.version for thing in things]
        changed: int = perform(actor, operation, **{of: things, VERSIONS: versions}, **answers)
        return changed

    return act


def _owner_form(request: WebRequest) -> Form:
    form = OwnerForm.of(request)
    form.fields["owner"].label = _("New owner")
    return form

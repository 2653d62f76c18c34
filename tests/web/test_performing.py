"""A page's values reach an operation as the API's JSON does; what is refused comes back by the form's field."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from enum import StrEnum

import pytest
from django import forms

from vidsyn.acts import lookup
from vidsyn.acts.calls import call, operations
from vidsyn.acts.operations import REGISTRY, operation
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind, Refusals
from vidsyn.people.actors import Actor, local_operator
from vidsyn.people.models import Unit
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.lookups import Choice
from vidsyn.web.shell.performing import perform

pytestmark = pytest.mark.django_db


class Colour(StrEnum):
    RED = "red"


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """Operations of the test's own, which answer with what reached them."""
    monkeypatch.setitem(lookup._finders, Unit, lambda viewer, name: Unit.objects.filter(code=name).first())
    operations()
    before = dict(REGISTRY)

    @operation(records=["x"], clears=("on", "unit"))
    def sign_paint(
        *,
        unit: Unit | None = None,
        text: str | None = None,
        on: date | None = None,
        colour: Colour = Colour.RED,
        height: int = 1,
        clear: tuple[str, ...] = (),
        expected_version: int | None = None,
        actor: Actor,
    ) -> dict[str, object]:
        """Paint."""
        recording.nothing_changed()
        return {k: v for k, v in locals().items() if k != "actor"}

    @operation(records=["x"])
    def signs_move(
        *, units: tuple[Unit, ...], to: Unit, expected_versions: tuple[int, ...] = (), actor: Actor
    ) -> tuple[object, ...]:
        """Move."""
        recording.nothing_changed()
        return units, to, expected_versions

    yield
    REGISTRY.clear()
    REGISTRY.update(before)


@pytest.fixture
def abe():
    return Unit.objects.create(code="abe", name_sv="ABE", name_en="ABE", kind="school", path="abe/")


def painted(**given):
    return perform(local_operator(), "sign_paint", **given)


def test_answers_are_read_as_the_signature_says(abe):
    done = painted(unit="abe", text="", on=date(2027, 3, 1), colour="red", height="3", expected_version=None)
    assert done == {
        "unit": abe,
        "text": "",
        "on": date(2027, 3, 1),
        "colour": Colour.RED,
        "height": 3,
        "clear": (),
        "expected_version": None,
    }
    assert painted(unit=abe)["unit"] is abe


def test_what_was_chosen_goes_to_a_thing_and_what_was_typed_to_a_text(abe):
    typed, chosen = Choice("", "Somewhere"), Choice("abe", "ABE")
    assert [painted(unit=typed, text=typed, clear=())[name] for name in ("unit", "text")] == [
        None,
        "Somewhere",
    ]
    assert [painted(unit=chosen, text=chosen)[name] for name in ("unit", "text")] == [abe, "ABE"]


def test_an_answer_left_empty_empties_what_can_be_emptied_and_else_is_left_out(abe):
    assert painted(unit="", on=None, height=None)["clear"] == ("on", "unit")
    assert painted(text="x")["clear"] == ()
    assert painted(colour="", height="")["colour"] is Colour.RED


def test_the_version_of_one_thing_is_that_of_each_where_many_are_taken(abe):
    moved = perform(local_operator(), "signs_move", units=["abe"], to=abe, expected_version=4)
    assert moved == ((abe,), abe, (4,))
    assert perform(local_operator(), "signs_move", units=[abe], to="abe", expected_version=None)[2] == ()


def test_a_page_is_refused_what_the_api_is_refused(abe):
    given = {"unit": "nope", "colour": "green", "height": 2**40}
    found = []
    for called in (
        lambda: painted(**given),
        lambda: call("sign_paint", json.dumps(given), actor=local_operator()),
    ):
        with pytest.raises(Refusals) as refused:
            called()
        found.append([(r.code, r.kind, r.field, r.params) for r in refused.value.refusals])
    assert found[0] == found[1]
    assert [code for code, *_ in found[0]] == ["field_not_one_of", "field_too_large", "not_found"]


def test_whoever_only_reads_performs_nothing(abe):
    with pytest.raises(Refusal, match="scope_missing"):
        perform(replace(local_operator(), scopes=frozenset({"read"})), "sign_paint", text="x")


class PaintForm(Form):
    unit = forms.CharField(label="Enheten")
    height = forms.IntegerField(label="Höjden")


def test_a_refusal_comes_by_the_field_and_in_its_words(abe):
    form = PaintForm({"unit": "nope", "height": 2**40})
    assert form.is_valid()
    with pytest.raises(Refusals) as refused:
        painted(**form.cleaned_data)
    form.refuse(refused.value.refusals)
    assert set(form.errors) == {"unit", "height"}
    assert "Höjden" in form.errors["height"][0]
    assert not any(form.cannot_mend(refusal) for refusal in refused.value.refusals)
    assert form.cannot_mend(Refusal("not_found", kind=RefusalKind.NOT_FOUND, field="partner"))

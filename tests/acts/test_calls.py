"""JSON becomes an operation's arguments: typed, looked up with the actor's eyes, wrong fields named all at once."""

import base64
import contextlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict, Unpack
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.acts import lookup
from vidsyn.acts.calls import arguments_model, call, operations, read_arguments
from vidsyn.acts.describe import describe
from vidsyn.acts.operations import REGISTRY, Operation, operation
from vidsyn.history import recording
from vidsyn.kernel.actors import Door
from vidsyn.kernel.calendar import DayOfYear
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.people.actors import Actor, local_operator
from vidsyn.people.models import Unit


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Line:
    """One line of the order."""

    unit: Unit
    amount: Decimal
    note: str = ""


def everything(
    *,
    name: str,
    count: int = 1,
    on: date | None = None,
    colour: Colour = Colour.RED,
    price: Decimal | None = None,
    token: UUID | None = None,
    file: bytes = b"",
    unit: Unit | None = None,
    units: list[Unit] | None = None,
    lines: tuple[Line, ...] = (),
    pair: tuple[int, str] | None = None,
    more: dict[str, int] | None = None,
    each_year: DayOfYear | None = None,
    actor: object,
) -> None:
    """Takes one of each."""


EVERYTHING = Operation("everything", (), everything)


@pytest.fixture
def declared():
    before = dict(REGISTRY)
    yield
    REGISTRY.clear()
    REGISTRY.update(before)


@pytest.fixture
def unit_found_by_code(monkeypatch):
    monkeypatch.setitem(lookup._finders, Unit, lambda viewer, name: Unit.objects.filter(code=name).first())


def unit(code: str = "abe") -> Unit:
    return Unit.objects.create(code=code, name_sv="X", name_en="X", kind="school", path=f"{code}/")


def read(**arguments):
    return read_arguments(EVERYTHING, json.dumps(arguments), local_operator())


def fields(refused):
    error = refused.value
    return {(r.code, r.field) for r in (error.refusals if isinstance(error, Refusals) else [error])}


def test_what_does_not_go_together_is_a_refusal_that_names_it():
    assert read(name="x", each_year={"month": 2, "day": 29})["each_year"] == DayOfYear(2, 29)
    for wrong, code, field in (
        ({"month": 2, "day": 30}, "field_wrong", "each_year"),
        ({"month": 0, "day": 1}, "field_too_small", "each_year.month"),
        ({"month": 2**31 - 1, "day": 1}, "field_too_large", "each_year.month"),
    ):
        with pytest.raises(Refusal) as refused:
            read(name="x", each_year=wrong)
        assert fields(refused) == {(code, field)}


@pytest.mark.django_db
def test_every_type_arrives_as_the_operation_expects_it(unit_found_by_code):
    abe, itm = unit(), unit("itm")
    got = read(
        name="Å",
        on="2027-03-01",
        colour="blue",
        price="12.50",
        token="0198c0de-0000-7000-8000-000000000000",
        file=base64.b64encode(b"\x00\xff").decode(),
        unit="abe",
        units=["abe", "itm"],
        lines=[{"unit": "itm", "amount": 3}],
        pair=[1, "x"],
        more={"a": 1},
    )
    assert got == {
        "name": "Å",
        "on": date(2027, 3, 1),
        "colour": Colour.BLUE,
        "price": Decimal("12.50"),
        "token": UUID("0198c0de-0000-7000-8000-000000000000"),
        "file": b"\x00\xff",
        "unit": abe,
        "units": [abe, itm],
        "lines": (Line(unit=itm, amount=Decimal(3)),),
        "pair": (1, "x"),
        "more": {"a": 1},
    }


def test_what_is_not_given_is_left_to_the_operation_and_none_is_given():
    assert read(name="x") == {"name": "x"}
    assert read(name="x", on=None, unit=None) == {"name": "x", "on": None, "unit": None}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, {("field_required", "name")}),
        ({"name": "x", "nmae": "y"}, {("field_unknown", "nmae")}),
        ({"name": 7, "count": "7"}, {("field_not_text", "name"), ("field_not_a_number", "count")}),
        ({"name": "x", "colour": "green"}, {("field_not_one_of", "colour")}),
        ({"name": "x", "on": "1/7 2024"}, {("field_not_a_date", "on")}),
        ({"name": "x", "on": 0}, {("field_not_a_date", "on")}),
        ({"name": "x", "on": "0001-01-01"}, {("date_out_of_range", "on")}),
        ({"name": "a\x00b"}, {("field_wrong", "name")}),
        ({"name": "x", "count": 2**40}, {("field_too_large", "count")}),
        ({"name": "x", "file": "%%%"}, {("field_not_base64", "file")}),
        (
            {"name": "x", "lines": [{"unit": "abe"}]},
            {("field_required", "lines.0.amount"), ("not_found", "lines.0.unit")},
        ),
    ],
)
@pytest.mark.django_db
@pytest.mark.usefixtures("unit_found_by_code")
def test_wrong_fields_are_refused_by_name_all_at_once(arguments, expected):
    with pytest.raises((Refusal, Refusals)) as refused:
        read(**arguments)
    assert fields(refused) == expected


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"name": NaN}', '"name"'])
def test_what_is_no_json_object_is_refused(text):
    with pytest.raises((Refusal, Refusals)):
        read_arguments(EVERYTHING, text, local_operator())


@pytest.mark.django_db
def test_things_not_found_are_refused_together_with_their_places(unit_found_by_code):
    with pytest.raises(Refusals) as refused:
        read(name="x", units=["nope", "neither"], lines=[{"unit": "none", "amount": 1}])
    assert fields(refused) == {
        ("not_found", "units.0"),
        ("not_found", "units.1"),
        ("not_found", "lines.0.unit"),
    }


def test_what_is_in_another_form_is_said_before_what_is_not_found(unit_found_by_code, db):
    with pytest.raises(Refusals) as refused:
        read(unit="nope", count="many")
    assert [(r.code, r.field) for r in refused.value.refusals] == [
        ("field_required", "name"),
        ("field_not_a_number", "count"),
        ("not_found", "unit"),
    ]


@pytest.mark.django_db
def test_values_that_a_page_has_are_read_as_their_json_is(unit_found_by_code):
    abe = unit()
    got = read_arguments(
        EVERYTHING,
        {
            "name": "Å",
            "count": "3",
            "on": date(2027, 3, 1),
            "colour": "blue",
            "file": b"\x00\xff",
            "unit": abe,
            "units": ("abe",),
            "lines": (Line(unit=abe, amount=Decimal(3)),),
        },
        local_operator(),
    )
    assert got == {
        "name": "Å",
        "count": 3,
        "on": date(2027, 3, 1),
        "colour": Colour.BLUE,
        "file": b"\x00\xff",
        "unit": abe,
        "units": [abe],
        "lines": (Line(unit=abe, amount=Decimal(3)),),
    }
    assert got["unit"] is abe


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_no_value_of_any_shape_breaks_the_reading(value):
    """Whatever stands in a field, it is taken or refused; nothing else happens."""
    for field in ("count", "colour", "on", "price", "file", "lines", "pair", "more"):
        with contextlib.suppress(Refusal, Refusals):
            read(name="x", **{field: value})


@pytest.mark.django_db
def test_call_reaches_the_operation_with_actor_and_version(declared, unit_found_by_code):
    @operation(records=["unit.renamed"])
    def unit_rename_here(
        *, unit: Unit, name: str, expected_version: int | None = None, actor: Actor
    ) -> tuple[Unit, int | None]:
        """Rename."""
        recording.record("unit.renamed", subject=unit, actor=actor)
        return unit, expected_version

    thing, text = unit(), '{"unit": "abe", "name": "Y"}'
    assert call("unit_rename_here", text, actor=local_operator(), expected_version=4) == (thing, 4)
    with pytest.raises(Refusal, match="no_such_operation"):
        call("unit_burn", "{}", actor=local_operator())


class SignSaid(TypedDict, total=False):
    text: str | None
    on: date | None


@pytest.mark.django_db
def test_what_is_said_of_a_thing_is_read_key_by_key_and_what_is_not_said_is_not_there(declared):
    @operation(records=["x"])
    def sign_write(*, height: int = 1, actor: Actor, **said: Unpack[SignSaid]) -> dict[str, object]:
        """Write."""
        recording.nothing_changed()
        return {"height": height, **said}

    schema = arguments_model(REGISTRY["sign_write"]).model_json_schema()
    assert (list(schema["properties"]), schema.get("required", [])) == (["height", "text", "on"], [])
    done = call("sign_write", '{"on": "2027-03-01"}', actor=local_operator())
    assert done == {"height": 1, "on": date(2027, 3, 1)}
    with pytest.raises(Refusals) as refused:
        call("sign_write", '{"text": 1, "txet": "x"}', actor=local_operator())
    assert fields(refused) == {("field_not_text", "text"), ("field_unknown", "txet")}


@pytest.mark.django_db
def test_a_reading_token_calls_nothing(declared):
    @operation(records=["x"])
    def anything_do(*, actor: Actor) -> None: ...

    reader = Actor(local_operator().ref, Door.API, local_operator().holdings, scopes=frozenset({"read"}))
    with pytest.raises(Refusal, match="scope_missing"):
        call("anything_do", "{}", actor=reader)


@pytest.mark.django_db
def test_an_operation_that_takes_no_version_refuses_one(declared):
    @operation(records=["x"])
    def version_ignore(*, actor: Actor) -> None: ...

    with pytest.raises(Refusal, match="version_not_taken"):
        call("version_ignore", "{}", actor=local_operator(), expected_version=1)


def test_every_operation_can_be_called_with_json():
    for one in operations().values():
        arguments_model(one).model_json_schema()


@pytest.mark.django_db
def test_results_are_told_as_plain_json():
    thing = unit()
    told = describe(
        {"thing": [thing], "colour": Colour.RED, "on": date(2027, 3, 1), "price": Decimal("1.50")}
    )
    assert told == {
        "thing": [{"kind": "unit", "id": str(thing.pk), "reference": None, "version": 1}],
        "colour": "red",
        "on": "2027-03-01",
        "price": "1.50",
    }
    assert type(told["colour"]) is str


def test_what_nobody_can_tell_is_a_fault_in_the_code():
    class Plan:
        on = date(2027, 1, 1)

    with pytest.raises(TypeError, match="Plan"):
        describe(Plan())

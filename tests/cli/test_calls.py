"""`vidsyn call` reaches every operation; a refusal is a sentence in the person's language and exit code 1."""

import json

import pytest

from vidsyn.acts.calls import operations
from vidsyn.acts.lookup import _finders
from vidsyn.acts.operations import REGISTRY, operation
from vidsyn.history import recording
from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, RoleAssignment, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rename(monkeypatch):
    """An operation of the test's own, so that no room's rules are in the way."""
    monkeypatch.setitem(_finders, Unit, lambda viewer, name: Unit.objects.filter(code=name).first())
    operations()
    before = dict(REGISTRY)

    @operation(records=["unit.renamed"])
    def sign_repaint(*, unit: Unit, name: str, actor: Actor) -> Unit:
        """Paint another name on the sign."""
        recording.record("unit.renamed", subject=unit, actor=actor, after={"name": name})
        return unit

    yield
    REGISTRY.clear()
    REGISTRY.update(before)


@pytest.fixture
def abe():
    return Unit.objects.create(code="abe", name_sv="ABE", name_en="ABE", kind="school", path="abe/")


@pytest.fixture
def koordinator(abe):
    person = Person.objects.create_user("koordinator.abe@vidsyn.example", name="Koordinator ABE", unit=abe)
    RoleAssignment.objects.create(person=person, role="coordinator", unit=abe)
    return person


def test_call_answers_with_json_and_acts_as_the_local_operator(vidsyn, abe):
    ran = vidsyn("call", "sign_repaint", "--json", json.dumps({"unit": "abe", "name": "Å"}))
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == {"kind": "unit", "id": str(abe.pk), "reference": None, "version": 1}
    entry = HistoryEntry.objects.get()
    assert (entry.actor_kind, entry.actor_id, entry.door) == ("local_operator", "local", "cli")


@pytest.mark.parametrize("name", ["koordinator.abe@vidsyn.example", "KOORDINATOR.ABE", "koordinator abe"])
@pytest.mark.parametrize("where", ["before", "after"])
def test_as_names_who_acts_by_address_or_name_before_or_after_the_command(vidsyn, koordinator, name, where):
    words = ["call", "sign_repaint", "--json", '{"unit": "abe", "name": "Y"}']
    ran = vidsyn("--as", name, *words) if where == "before" else vidsyn(*words, "--as", name)
    assert ran.code == 0
    assert HistoryEntry.objects.get().actor_id == str(koordinator.pk)


def test_arguments_may_come_from_standard_input(vidsyn, abe):
    assert vidsyn("call", "sign_repaint", "--json", "-", given='{"unit": "abe", "name": "Y"}').code == 0


def test_a_refusal_is_a_sentence_on_standard_error_in_swedish_unless_said(vidsyn, abe, monkeypatch):
    ran = vidsyn("call", "sign_repaint", "--json", '{"unit": "abe", "nmae": "Y"}')
    assert (ran.code, ran.out) == (1, "")
    first, second = ran.err.splitlines()
    assert first == "name: Fyll i name. [field_required]"
    assert second.startswith("nmae: Det finns inget fält ”nmae” här.")
    assert "[field_unknown]" in second
    assert "Fill in name" in vidsyn("--lang", "en", "call", "sign_repaint").err
    monkeypatch.setenv("VIDSYN_LANG", "en")
    assert "Fill in name" in vidsyn("call", "sign_repaint").err


def test_nobody_of_that_name_is_refused(vidsyn):
    ran = vidsyn("call", "sign_repaint", "--as", "nobody")
    assert (ran.code, "[no_such_person]" in ran.err) == (1, True)


def test_wrong_usage_is_exit_code_2(vidsyn):
    assert vidsyn("call").code == 2
    assert vidsyn("tick", "--on", "2027-02-29").code == 2


def test_operations_lists_each_and_shows_what_one_takes(vidsyn):
    names = {one["name"] for one in vidsyn("operations", "--json").json}
    assert names == set(operations())
    shown = vidsyn("operations", "sign_repaint").json
    assert shown["summary"] == "Paint another name on the sign."
    assert shown["arguments"]["required"] == ["unit", "name"]
    assert "sign_repaint" in vidsyn("operations").out

"""Erasing a person leaves a tombstone without identifying data."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.serializers import serialize
from tests.people.conftest import acting

from vidsyn import here
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.people.operations.closing import person_deactivate, person_reactivate
from vidsyn.people.operations.erasure import person_erase
from vidsyn.people.operations.persons import person_create, person_update
from vidsyn.people.operations.tokens import token_create
from vidsyn.people.queries.persons import person_list
from vidsyn.people.vocabulary import Role, TokenScope

OFFICE = local_operator()


@pytest.fixture
def anna(somebody) -> Person:
    anna = somebody("Anna Unikum", Role.READER)
    person_update(person=anna, name="Anna Gift Unikum", reason="Unikum gifte sig", actor=OFFICE)
    token_create(name="Unikums skript", scope=TokenScope.READ, expires_on=here.today(), actor=acting(anna))
    person_deactivate(person=anna, reason="slutat", actor=OFFICE)
    return anna


def everything() -> str:
    return "".join(
        serialize("json", model.objects.all()) for model in apps.get_models() if model.objects.exists()
    )


def test_nothing_of_her_is_left_but_the_tombstone(anna):
    assert "Unikum" in everything()
    person_erase(person=anna, reason="begärd radering", actor=OFFICE)
    assert "unikum" not in everything().lower()
    stone = Person.objects.get(pk=anna.pk)
    assert (stone.name, stone.is_active, stone.has_usable_password()) == ("", False, False)
    assert list(person_list(OFFICE, inactive=True)) == []
    facts = set(HistoryEntry.objects.filter(subject_id=str(anna.pk)).values_list("fact", flat=True))
    assert {"person.created", "person.updated", "person.erased", "history.values_erased"} <= facts


def test_her_address_is_free_again_and_the_tombstone_stays_one(anna):
    person_erase(person=anna, reason="begärd radering", actor=OFFICE)
    before = HistoryEntry.objects.count()
    person_erase(person=anna, reason="igen", actor=OFFICE)
    assert HistoryEntry.objects.count() == before
    for change in (person_reactivate, person_update):
        with pytest.raises(Refusal, match="person_is_erased"):
            change(person=anna, actor=OFFICE)
    person_create(email="anna.unikum@vidsyn.example", name="En annan", actor=OFFICE)


def test_erasing_needs_the_right_a_reason_and_somebody_else(anna, somebody):
    office = somebody("Kansliet", Role.OFFICE)
    reader = somebody("Läsare", Role.READER)
    for arguments, code in (
        ({"person": anna, "reason": "x", "actor": acting(reader)}, "not_allowed"),
        ({"person": anna, "reason": " ", "actor": acting(office)}, "reason_required"),
        ({"person": office, "reason": "x", "actor": acting(office)}, "own_account_stays_open"),
    ):
        with pytest.raises(Refusal) as refusal:
            person_erase(**arguments)
        assert refusal.value.code == code


def test_nothing_that_history_speaks_of_can_be_deleted(anna, units):
    for thing in (anna, units["sci"]):
        with pytest.raises(Refusal) as refusal:
            thing.delete()
        assert refusal.value.code == "history_refers"
    entry = HistoryEntry.objects.first()
    for wrong in (entry.delete, entry.save):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(Refusal):
        HistoryEntry.objects.all().delete()

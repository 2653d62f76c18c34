"""`vidsyn history`: reading, and finding out that somebody was at the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from vidsyn.history import guard
from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import local_operator
from vidsyn.people.operations.units import unit_create, unit_update
from vidsyn.people.vocabulary import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def unit():
    return unit_create(code="abe", name_sv="ABE", name_en="ABE", kind=UnitKind.SCHOOL, actor=local_operator())


def test_verify_says_that_nothing_was_altered_and_how_much_waits(vidsyn, unit):
    assert vidsyn("history", "seal").out == "1 rader förseglade.\n"
    unit_update(unit=unit, name_sv="Nytt", actor=local_operator())
    ran = vidsyn("history", "verify")
    assert ran.code == 0
    assert ran.out.splitlines() == ["1 rader under 1 sigill; 1 ännu inte förseglade.", "Inget har ändrats."]
    told = vidsyn("history", "verify", "--json").json
    assert (told["ok"], told["sealed"], told["unsealed"], told["problems"]) == (True, 1, 1, [])


def test_verify_names_a_row_altered_by_hand_and_ends_with_code_1(vidsyn, unit):
    vidsyn("history", "seal")
    row = HistoryEntry.objects.get()
    guard.take_down()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plumbing_historyentry SET actor_id = 'annan' WHERE id = %s", [row.pk])
    ran = vidsyn("history", "verify")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == f"sigill 1, rad {row.pk}: rad ändrad"
    assert "seal 1" in vidsyn("--lang", "en", "history", "verify").out
    ran = vidsyn("history", "verify", "--json")
    assert ran.code == 1
    assert ran.json["problems"] == [{"fault": "row_altered", "seal": 1, "entry": row.pk}]


def test_show_tells_who_did_what_and_why(vidsyn, unit):
    unit_update(unit=unit, name_sv="Nytt", reason="beslut", actor=local_operator())
    lines = vidsyn("history", "show", "unit", "abe").out.splitlines()
    assert lines[0].endswith("Enhet ändrad · enhet Nytt · Lokal operatör")
    assert lines[1:3] == ["    “beslut”", "    Namn på svenska: ABE → Nytt"]
    facts = [row["fact"] for row in vidsyn("history", "show", "--json").json]
    assert facts == ["unit.updated", "unit.created"]
    assert vidsyn("history", "show", "unit", "saknas").code == 1
    assert vidsyn("history", "show", "unit").code == 2


def test_a_command_seals_what_it_did_without_waiting_for_the_clock(vidsyn, unit):
    done = vidsyn("call", "unit_update", "--json", '{"unit": "abe", "name_sv": "Nytt"}')
    assert (done.code, done.err) == (0, "")
    told = vidsyn("history", "verify", "--json").json
    assert (told["ok"], told["sealed"], told["unsealed"]) == (True, 2, 0)


def test_what_a_refused_command_leaves_is_sealed_and_a_seal_refused_is_told_of(vidsyn, unit, tmp_path):
    assert vidsyn("call", "unit_update", "--json", '{"unit": "nowhere"}').code == 1
    assert HistoryEntry.objects.filter(seal=None).count() == 0
    guard.take_down()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM plumbing_historyentry")
        cursor.execute("DELETE FROM plumbing_seal")
    done = vidsyn("call", "unit_update", "--json", '{"unit": "abe", "name_sv": "Nytt"}')
    assert (done.code, "[history_head_mismatch]" in done.err) == (0, True)
    assert "vidsyn history verify" in done.err


def test_verify_tells_of_rows_that_wait_too_long_and_of_a_guard_taken_down(vidsyn, unit):
    guard.take_down()
    HistoryEntry.objects.update(at=timezone.now() - timedelta(minutes=5))
    ran = vidsyn("--lang", "en", "history", "verify")
    assert "no clock seals here" in ran.out
    assert "guard over the history has been taken down: history_change" in ran.out
    assert vidsyn("history", "guard").code == 0
    assert guard.lacking() == []


def test_the_key_is_changed_and_a_head_accepted_with_a_reason(vidsyn, unit):
    vidsyn("history", "seal")
    assert vidsyn("history", "rotate-key").code == 0
    assert vidsyn("history", "accept-head").code == 2
    assert "Sigill 1" in vidsyn("history", "accept-head", "--reason", "återläst").out
    assert vidsyn("history", "verify").code == 0

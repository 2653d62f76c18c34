"""After an erasure in one process the caches of all others are cleared."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache

import pytest
from django.template import Context, Template

from vidsyn.history import erasure_log, forgetting
from vidsyn.kernel import memories
from vidsyn.partners.models import PartnerNote
from vidsyn.partners.operations.notes import partner_note_add
from vidsyn.partners.operations.partners import partner_register
from vidsyn.people.actors import local_operator
from vidsyn.rows.counting import Counting
from vidsyn.rows.counts import cached_rows
from vidsyn.sql.statements import asked
from vidsyn.web.partners.lists import PartnerLine

OFFICE = local_operator()
NAME = "Zebulina Quxworth"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.setattr(forgetting, "_watch", forgetting._Watch())
    forgetting.forget_erased(now=0.0)
    return tmp_path


def notes_with(text):
    """Return notes with a text."""
    return PartnerNote.objects.filter(text=text).values_list("text", flat=True)


def held() -> bool:
    """Check whether any cache still returns the person's name."""
    from vidsyn.rows.counts import _answers
    from vidsyn.sql.statements import _statements
    from vidsyn.web.templatetags.remembered import _drawn

    return NAME in repr((_answers, _statements)) or _drawn.cache_info().currsize > 0


def remember() -> None:
    partner = partner_register(name="Nollby", actor=OFFICE)
    partner_note_add(partner=partner, text=NAME, actor=OFFICE)
    assert cached_rows(Counting(notes_with, (NAME,))) == [NAME]
    assert asked(notes_with, NAME) == [NAME]
    row = PartnerLine("P-AAAAAA", NAME, "", True, "university", "SE", "Umeå", "")
    Template('{% drawn "partners/row.html" row=row %}').render(Context({"row": row}))
    assert held()


def erase_in_another_process(folder) -> None:
    """Write the log as another process does: as a new file of the same name."""
    code = (
        "from vidsyn.storage.writing import write_aside; import pathlib, sys; "
        'write_aside(pathlib.Path(sys.argv[1]), b\'{"at": "2027", "kind": "person", "id": "x"}\\n\')'
    )
    subprocess.run([sys.executable, "-c", code, str(folder / erasure_log.FILE)], check=True, timeout=60)


def test_an_erasure_in_another_process_empties_every_memory(db, folder):
    remember()
    assert not forgetting.forget_erased(now=1.0)
    assert held()
    erase_in_another_process(folder)
    assert forgetting.forget_erased(now=2.0)
    assert not held()


def test_what_was_under_way_meanwhile_is_forgotten_as_well(db, folder):
    erase_in_another_process(folder)
    assert forgetting.forget_erased(now=2.0)
    remember()  # by a request that had read before the erasure
    assert not forgetting.forget_erased(now=3.0)
    assert forgetting.forget_erased(now=2.0 + forgetting.LONGEST_REQUEST)
    assert not held()
    assert not forgetting.forget_erased(now=1000.0)


def test_a_request_forgets(db, client, folder):
    remember()
    erase_in_another_process(folder)
    assert client.get("/sign-in/").status_code == 200
    assert NAME not in _remembered()


def test_a_cache_of_ours_with_a_size_needs_no_registration():
    bounded, unbounded, theirs = (lru_cache(maxsize=size)(lambda word: word) for size in (5, None, 5))
    bounded.__module__ = unbounded.__module__ = "vidsyn.example"
    theirs.__module__ = "elsewhere"
    for each in (bounded, unbounded, theirs):
        each(NAME)
    memories.forget_all()
    assert [each.cache_info().currsize for each in (bounded, unbounded, theirs)] == [0, 1, 1]


def _remembered() -> str:
    from vidsyn.rows.counts import _answers
    from vidsyn.sql.statements import _statements

    return repr((_answers, _statements))


def test_the_log_is_replaced_by_a_whole_file(db, folder):
    erase_in_another_process(folder)
    before = os.stat(folder / erasure_log.FILE).st_ino
    erasure_log.write_log([erasure_log.Erased("2027", "person", "y")])
    assert os.stat(folder / erasure_log.FILE).st_ino != before
    assert [each.id for each in erasure_log.read_log()] == ["x", "y"]
    assert os.listdir(folder) == [erasure_log.FILE]

"""`vidsyn people` and `vidsyn units`: the first account, and lists brought in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from vidsyn.history.models import HistoryEntry
from vidsyn.people.models import Person, RoleAssignment, Unit

pytestmark = pytest.mark.django_db

UNITS = """Organisation 2026;;;;
Kod;Namn på svenska;Namn på engelska;Typ;Hör till
kth;KTH;KTH;Lärosäte;
ABE;Skolan ABE;School ABE;skola;kth
real;Fastigheter;;institution;abe
"""
PEOPLE = """E-post,Namn,Enhet,Roll,Roll för,Kommentar
Anna@vidsyn.example,Anna,abe,Koordinator,,x
anna@vidsyn.example,Anna,abe,läsare,,
bo@vidsyn.example,Bo,kth,Internationella kansliet,,
"""


@pytest.fixture
def file(tmp_path):
    def write(text: str) -> str:
        path = tmp_path / "lista.csv"
        path.write_text(text)
        return str(path)

    return write


def test_units_are_tried_first_then_brought_in_and_again_change_nothing(vidsyn, file):
    path = file(UNITS)
    told = vidsyn("units", "import", path, "--json").json
    assert told == {"rows": 3, "created": 3, "changed": 0, "unchanged": 0, "applied": False}
    assert not Unit.objects.exists()
    assert not HistoryEntry.objects.exists()
    assert "--apply" in vidsyn("units", "import", path).out
    vidsyn("units", "import", path, "--apply")
    assert Unit.objects.get(code="real").path == "kth/abe/real/"
    assert (Unit.objects.get(code="real").kind, Unit.objects.get(code="real").name_en) == (
        "department",
        "Fastigheter",
    )
    again = vidsyn("units", "import", path, "--apply", "--json").json
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 3)
    changed = file(UNITS.replace("Skolan ABE", "Skolan för ABE"))
    assert vidsyn("units", "import", changed, "--apply", "--json").json["changed"] == 1
    assert vidsyn("units", "list").out.splitlines()[1] == "  abe  Skolan för ABE"


def test_people_come_in_with_all_their_roles(vidsyn, file):
    vidsyn("units", "import", file(UNITS), "--apply")
    path = file(PEOPLE)
    told = vidsyn("people", "import", path, "--apply", "--json").json
    assert (told["rows"], told["created"]) == (2, 2)
    held = RoleAssignment.objects.order_by("person__email", "role").values_list("role", "unit__code")
    assert list(held) == [("coordinator", "abe"), ("reader", None), ("office", None)]
    listed = {row["email"]: row for row in vidsyn("people", "list", "--json").json}
    assert listed["anna@vidsyn.example"]["roles"] == [
        {"role": "coordinator", "unit": "abe"},
        {"role": "reader", "unit": None},
    ]
    before = HistoryEntry.objects.count()
    vidsyn("people", "import", path, "--apply")
    assert HistoryEntry.objects.count() == before


def test_what_is_wrong_is_told_by_the_files_own_rows_and_nothing_comes_in(vidsyn, file):
    ran = vidsyn("units", "import", file(UNITS + "x;X;X;stiftelse;\n"), "--apply")
    assert ran.code == 1
    assert "stiftelse" in ran.err
    assert not Unit.objects.exists()
    ran = vidsyn("units", "import", file(UNITS + "x;X;X;skola;saknas\n"), "--apply")
    assert "saknas" in ran.err
    assert "Rad 6: " in ran.err
    assert not Unit.objects.exists()
    assert "rubriker" in vidsyn("units", "import", file("a;b\n1;2\n"), "--apply").err


def test_the_first_account_of_an_own_register_is_made_and_signs_in(vidsyn):
    ran = vidsyn("people", "add", "kansli@vidsyn.example", "Kansliet", "--role", "office")
    address = ran.out.strip()
    assert re.fullmatch(r"/password/[\w-]+/[\w-]+/", address)
    client = Client()
    assert client.post(address, {"password": "tranor över hornborgasjön"}).status_code == 302
    assert client.get("/people/").status_code == 200
    assert Person.objects.get().email == "kansli@vidsyn.example"
    assert HistoryEntry.objects.filter(fact="person.role_given", actor_kind="local_operator").exists()
    assert vidsyn("people", "password-link", "kansli@vidsyn.example").code == 0
    assert vidsyn("people", "password-link", "saknas@vidsyn.example").code == 1

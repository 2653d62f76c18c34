"""Test the room of `docs/new-room.md` in a copy of the package: run as a script there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta


def main() -> None:
    """Use it through every door: API, page and command line."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", skip_checks=True, verbosity=0, interactive=False)
    partner, unit = _ground()
    _declared()
    first = _through_the_api(partner, unit)
    second = _through_the_page(partner, unit)
    _found_everywhere(first, second)
    _by_command(first)
    _rights(partner, unit)
    sys.stdout.write("tried\n")


def _operator() -> object:
    from vidsyn.people.actors import local_operator

    return local_operator()


def _today() -> object:
    from django.utils import timezone

    return timezone.localdate()


def _ground() -> tuple[object, object]:
    from vidsyn.partners.operations.partners import partner_register
    from vidsyn.people.models import Person, RoleAssignment
    from vidsyn.people.operations.units import unit_create
    from vidsyn.people.vocabulary import Role, UnitKind

    unit = unit_create(code="a", name_sv="A", name_en="A", kind=UnitKind.SCHOOL, actor=_operator())
    partner = partner_register(name="Exempeluniversitetet", country="DE", actor=_operator())
    for name, role in (("office", Role.OFFICE), ("reader", Role.READER)):
        person = Person.objects.create(email=f"{name}@example.org", name=name, language="sv")
        RoleAssignment.objects.create(person=person, role=role)
    return partner, unit


def _client(name: str = "office") -> object:
    from django.test import Client

    from vidsyn.people.models import Person

    client = Client()
    client.force_login(Person.objects.get(email=f"{name}@example.org"))
    return client


def _declared() -> None:
    from vidsyn.history.personal.register import undeclared
    from vidsyn.kernel.rooms import open_rooms
    from vidsyn.partners.models import relations
    from vidsyn.wording.labels import fact_label, field_is_labelled, kinds

    open_rooms()
    assert undeclared() == []
    assert relations.undeclared() == []
    assert fact_label("visit.registered") == "Besök registrerat"
    assert field_is_labelled("visit", "purpose")
    assert "visit" in kinds()


def _through_the_api(partner: object, unit: object) -> str:
    body = {"purpose": "Rektor kommer", "partner": partner.reference, "unit": "a", "starts_on": str(_today())}
    client = _client()
    done = client.post("/api/v1/operations/visit_register", json.dumps(body), content_type="application/json")
    assert done.status_code == 200, done.content
    reference = done.json()["reference"]
    assert [row["reference"] for row in client.get("/api/v1/visits").json()["items"]] == [reference]
    assert client.get(f"/api/v1/visits/{reference}").json()["partner"] == "Exempeluniversitetet"
    assert "VisitRow" in client.get("/api/v1/openapi.json").content.decode()
    return reference


def _through_the_page(partner: object, unit: object) -> str:
    client = _client()
    sent = {"purpose": "Studiebesök", "partner": partner.reference, "unit": "a", "starts_on": "2027-03-01"}
    assert "Registrera ett besök" in client.get("/visits/new/").content.decode()
    done = client.post("/visits/new/", sent)
    assert done.status_code == 302, done.content.decode()[-2000:]
    page = client.get(done["Location"]).content.decode()
    assert "Studiebesök" in page
    assert "Besök registrerat" in page
    reference = done["Location"].strip("/").rpartition("/")[2]
    edit = {"purpose": "Långt studiebesök", "starts_on": "2027-03-02", "expected_version": "1"}
    assert client.post(f"/visits/{reference}/edit/", edit).status_code == 302
    assert "Besök ändrat" in client.get(f"/visits/{reference}/").content.decode()
    return reference


def _found_everywhere(first: str, second: str) -> None:
    from vidsyn.history.seals.verification import verify
    from vidsyn.reminders.queries.today import today_all

    client = _client()
    listed = client.get("/visits/?q=rektor").content.decode()
    assert first in listed
    assert second not in listed
    found = client.get("/register/search/?q=studiebesök").content.decode()
    assert f"/visits/{second}/" in found
    assert "Rektor kommer" in client.get("/register/export/visits.csv").content.decode("utf-8-sig")
    assert "visit_arrives" in {str(row.matter) for row in today_all(_operator(), _today())}
    first_page = client.get("/").content.decode()
    assert "Gäster kommer" in first_page
    assert f"/visits/{first}/" in first_page
    assert verify().ok


def _by_command(first: str) -> None:
    def said(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "vidsyn", *words],
            capture_output=True,
            text=True,
            env=os.environ,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert first in said("list", "visits", "text=rektor")
    assert "Rektor kommer" in said("show", "visits", first)
    later = str(_today() + timedelta(days=1))
    said("call", "visit_update", "--json", json.dumps({"visit": first, "starts_on": later}))
    assert later in said("show", "visits", first)
    assert "visit.changed" in said("history", "show", "visit", first, "--json")


def _rights(partner: object, unit: object) -> None:
    body = {"purpose": "Nej", "partner": partner.reference, "unit": "a", "starts_on": "2027-03-01"}
    refused = _client("reader").post(
        "/api/v1/operations/visit_register", json.dumps(body), content_type="application/json"
    )
    assert refused.status_code == 403
    assert _client("reader").get("/api/v1/visits").json()["total"] == 2


if __name__ == "__main__":
    main()

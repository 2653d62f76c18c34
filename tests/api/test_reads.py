"""Reading over HTTP: lists in pages with filters, details with ETags, and only what this person may see."""

import base64

import pytest

from vidsyn.people.actors import local_operator
from vidsyn.people.operations.units import unit_update
from vidsyn.people.vocabulary import Role, TokenScope

pytestmark = pytest.mark.django_db
A_LIST = {
    "kind": "partners",
    "file_name": "lista.csv",
    "content": base64.b64encode(b"Namn;Land\nNy part;SE\n").decode(),
}


def test_a_list_comes_in_pages(api):
    reader = api(Role.READER, TokenScope.READ)
    told = reader.get("/units", size=2).json()
    assert [unit["code"] for unit in told["items"]] == ["u", "abe"]
    assert (told["total"], told["page"], told["pages"]) == (3, 1, 2)
    assert [unit["code"] for unit in reader.get("/units", size=2, page=2).json()["items"]] == ["sci"]


def test_filters_stand_in_the_address_and_unknown_ones_are_refused(api, persona):
    persona(Role.COORDINATOR)
    office = api(Role.OFFICE)
    told = office.get("/people", role="coordinator").json()
    assert [person["roles"][0]["role"] for person in told["items"]] == ["coordinator"]
    for query, code in (
        ({"role": "king"}, "field_not_one_of"),
        ({"rôle": "office"}, "field_unknown"),
        ({"size": 5000}, "field_too_large"),
        ({"page": 0}, "field_too_small"),
        ({"inactive": "perhaps"}, "field_not_true_or_false"),
    ):
        refused = office.get("/people", **query)
        assert (refused.status_code, refused.json()["code"]) == (400, code)
        assert refused.json()["field"] == next(iter(query))


def test_a_detail_carries_an_etag_that_a_change_can_rely_on(api, units):
    office = api(Role.OFFICE)
    read = office.get("/units/abe")
    assert read.json()["name"] == {"sv": "abe på svenska", "en": "abe in English"}
    assert office.get("/units/abe", headers={"If-None-Match": read["ETag"]}).status_code == 304

    unit_update(unit=units["abe"], name_sv="Ett", actor=local_operator())
    assert office.get("/units/abe", headers={"If-None-Match": read["ETag"]}).status_code == 200
    refused = office.call("unit_update", unit="abe", name_sv="X", headers={"If-Match": read["ETag"]})
    assert refused.status_code == 412


def test_the_system_administrator_sees_no_cases(api, units):
    """She may be told that there is nothing, or that there is nothing for her, never a row."""
    answer = api(Role.SYSTEM_ADMINISTRATOR).get("/collaborations")
    assert answer.status_code in {200, 403}
    assert answer.json().get("total", 0) == 0


@pytest.mark.parametrize("path", ["/units/nowhere", "/people/nobody", "/collaborations/C-111111"])
def test_what_is_not_there_is_404(api, path):
    refused = api(Role.OFFICE).get(path)
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


def test_a_list_costs_the_same_number_of_statements_however_long(api, persona):
    office = api(Role.OFFICE)
    office.get("/people")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def statements():
        with CaptureQueriesContext(connection) as captured:
            assert office.get("/people").status_code == 200
        return len(captured)

    few = statements()
    for role in (Role.COORDINATOR, Role.READER, Role.AUDITOR):
        persona(role)
    assert statements() == few


def test_the_history_is_counted_whole_and_paged(api, units):
    reader = api(Role.OFFICE)
    whole = reader.get("/history", size=100).json()
    assert whole["total"] == len(whole["items"]) > 3
    second = reader.get("/history", size=2, page=2).json()
    assert second["items"] == whole["items"][2:4]
    assert (second["total"], second["page"]) == (whole["total"], 2)
    assert second["pages"] == -(-whole["total"] // 2)
    one = reader.get("/history", kind="unit", name="abe", size=1).json()
    assert (one["total"], len(one["items"])) == (1, 1)


@pytest.mark.parametrize(
    "path", ["/search", "/agreements", "/collaborations", "/partners", "/networks", "/people"]
)
@pytest.mark.parametrize("text", [" ".join(f"word{n}" for n in range(2000)), "x" * 60_000])
def test_a_search_for_very_much_finds_nothing_rather_than_failing(api, path, text):
    assert api(Role.OFFICE).get(path, text=text).status_code == 200


def test_more_things_than_can_be_looked_up_at_once_are_refused(api):
    answer = api(Role.OFFICE).call("agreements_void", agreements=["A-000000"] * 1001, reason="x")
    assert (answer.status_code, answer.json()["code"]) == (400, "field_too_many")


def test_an_import_is_read_by_the_office_and_by_whoever_brought_it_in(api, persona):
    brought = {
        role: api(role).call("import_plan", **A_LIST).json() for role in (Role.OFFICE, Role.COORDINATOR)
    }
    references = {role: told["reference"] for role, told in brought.items()}
    seen = {
        role: {row["reference"] for row in api(role).get("/imports").json()["items"]}
        for role in (Role.OFFICE, Role.COORDINATOR, Role.READER)
    }
    own = {references[Role.COORDINATOR]}
    assert seen == {Role.OFFICE: set(references.values()), Role.COORDINATOR: own, Role.READER: set()}
    office = references[Role.OFFICE]
    assert api(Role.OFFICE).get(f"/imports/{office}").json()["counts"]["created"] == 1
    assert api(Role.COORDINATOR).get(f"/imports/{office}").json()["code"] == "not_found"

"""Pages of the account, people and units: who sees what, and each button to its end."""

from __future__ import annotations

import re

import pytest

from vidsyn import here
from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import local_operator
from vidsyn.people.models import ApiToken, Person, RoleAssignment, Unit
from vidsyn.people.operations.identities import identity_link, identity_unlink
from vidsyn.people.operations.rows import people_import, units_import
from vidsyn.people.queries.tokens import token_actor
from vidsyn.people.vocabulary import Role

MANAGERS = {Role.OFFICE, Role.SYSTEM_ADMINISTRATOR}
READ = [
    "/account/",
    "/people/",
    "/units/",
    "/account/language/",
    "/account/tokens/new/",
    "/account/password/",
]
MANAGE = [
    "/people/new/",
    "/units/new/",
    "/units/import/",
    "/people/import/",
    "/units/abe/edit/",
    "/units/abe/move/",
    "/units/abe/close/",
    "/units/abe/open/",
    "/people/{id}/edit/",
    "/people/{id}/close/",
    "/people/{id}/open/",
    "/people/{id}/sign-out/",
    "/people/{id}/roles/new/",
]
# Of an account that sees cases.
OFFICE_ONLY = ["/people/{id}/erase/", "/people/{id}/password-link/"]


@pytest.mark.parametrize("role", [*Role, None])
def test_everybody_reads_and_only_managers_change(pages, persons, role):
    client = pages(role)
    for address in READ:
        assert client.get(address).status_code == 200, address
    other = persons[Role.ADVISER if role is not Role.ADVISER else Role.READER]
    for address in [*MANAGE, *OFFICE_ONLY]:
        may = role is Role.OFFICE or (role in MANAGERS and address in MANAGE)
        expected = 200 if may else 403
        found = client.get(address.format(id=other.pk)).status_code
        missing = role is None and not re.search("/new/$|/import/$", address)
        assert found == expected or (missing and found in {403, 404}), (role, address, found)


def test_somebody_without_a_role_sees_neither_people_nor_units(pages, persons):
    client = pages(None)
    assert "coordinator@vidsyn.example" not in client.get("/people/").content.decode()
    assert "Arkitektur" not in client.get("/units/").content.decode()
    assert client.get(f"/people/{persons[Role.OFFICE].pk}/").status_code == 404
    assert client.get("/units/abe/").status_code == 404


def test_an_account_is_opened_changed_closed_and_opened_again(pages, school):
    office = pages(Role.OFFICE)
    new = {"name": "Ny Person", "email": "Ny@vidsyn.example", "unit": str(school.pk), "language": "en"}
    office.post("/people/new/", new)
    person = Person.objects.get(email="ny@vidsyn.example")
    assert (person.unit, person.language) == (school, "en")
    page = f"/people/{person.pk}/"
    office.post(f"{page}edit/", {**new, "name": "Nyare Person", "unit": "", "expected_version": "1"})
    person.refresh_from_db()
    assert (person.name, person.unit) == ("Nyare Person", None)
    assert office.post("/people/new/", {**new, "name": "Igen"}).status_code == 409
    office.post(f"{page}close/", {"reason": "slutat", "expected_version": "2"})
    assert "Har slutat" in office.get(page).content.decode()
    assert "Nyare Person" not in office.get("/people/").content.decode()
    assert "Nyare Person" in office.get("/people/?left=1").content.decode()
    office.post(f"{page}open/", {"expected_version": "3"})
    person.refresh_from_db()
    assert person.is_active
    assert "Konto stängt" in office.get(page).content.decode()


def test_the_second_editor_is_shown_what_the_first_one_changed(pages, persons):
    office = pages(Role.OFFICE)
    reader = persons[Role.READER]
    page, version = f"/people/{reader.pk}/edit/", str(reader.version)
    form = {"name": "Först", "email": "reader@vidsyn.example", "unit": "", "language": "sv"}
    assert office.post(page, {**form, "expected_version": version}).status_code == 302
    second = office.post(page, {**form, "name": "Sedan", "expected_version": version})
    assert second.status_code == 409
    assert "Först" in second.content.decode()


def test_a_role_is_given_and_taken_with_its_history_in_words(pages, persons, school):
    office = pages(Role.OFFICE)
    person = persons[Role.READER]
    page = f"/people/{person.pk}/"
    assert office.post(f"{page}roles/new/", {"role": "coordinator"}).status_code == 422
    given = {"role": "coordinator", "unit": str(school.pk), "reason": "ny tjänst"}
    assert office.post(f"{page}roles/new/", given).status_code == 302
    held = RoleAssignment.objects.get(person=person, role=Role.COORDINATOR)
    text = office.get(page).content.decode()
    assert "Roll tilldelad" in text
    assert "ny tjänst" in text
    assert office.post(f"{page}roles/{held.pk}/end/", {"expected_version": "1"}).status_code == 302
    assert "Roll borttagen" in office.get(page).content.decode()


def test_an_administrator_gives_no_role_that_sees_cases(pages, persons, school):
    admin = pages(Role.SYSTEM_ADMINISTRATOR)
    page = f"/people/{persons[Role.READER].pk}/roles/new/"
    assert admin.post(page, {"role": "office"}).status_code == 422
    assert admin.post(page, {"role": "system_administrator"}).status_code == 302
    person = f"/people/{persons[Role.READER].pk}/"
    assert "password-link" not in admin.get(person).content.decode()
    assert admin.post(f"{person}password-link/").status_code == 403
    assert "password-link" in pages(Role.OFFICE).get(person).content.decode()


def test_erasing_takes_the_name_from_every_page(pages, persons):
    office = pages(Role.OFFICE)
    person = persons[Role.ADVISER]
    assert office.post(f"/people/{person.pk}/erase/", {"reason": ""}).status_code == 422
    assert office.post(f"/people/{person.pk}/erase/", {"reason": "begärd"}).status_code == 302
    assert office.get(f"/people/{person.pk}/").status_code == 404
    assert "adviser@" not in office.get("/people/?left=1").content.decode()


def test_a_token_is_shown_once_and_can_be_revoked(pages, persons):
    client = pages(Role.RESEARCHER)
    made = client.post(
        "/account/tokens/new/", {"name": "skript", "scope": "read", "expires_on": here.today().isoformat()}
    )
    secret = re.search(r'value="(vidsyn_[\w-]+)"', made.content.decode())[1]
    assert "no-store" in made.headers["Cache-Control"]
    assert token_actor(secret, on=here.today()).person_id == persons[Role.RESEARCHER].pk
    assert secret not in client.get("/account/").content.decode()
    token = ApiToken.objects.get()
    assert pages(Role.OFFICE).post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
    assert token_actor(secret, on=here.today()) is None
    late = {"name": "x", "scope": "read", "expires_on": "2999-01-01"}
    assert client.post("/account/tokens/new/", late).status_code == 422


def test_the_language_chosen_counts_more_than_a_switch_before(pages):
    client = pages(Role.READER)
    client.post("/language/", {"language": "sv", "next": "/"})
    client.post("/account/language/", {"language": "en"})
    assert '<html lang="en"' in client.get("/account/").content.decode()


def test_signing_out_everywhere_else_keeps_this_session(pages):
    here, there = pages(Role.READER), pages(Role.READER)
    assert here.post("/account/sessions/end/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_an_office_signs_somebody_out(pages, persons):
    theirs = pages(Role.READER)
    assert pages(Role.OFFICE).post(f"/people/{persons[Role.READER].pk}/sign-out/").status_code == 302
    assert theirs.get("/account/").status_code == 302


def test_a_unit_is_added_changed_moved_closed_and_opened(pages, school):
    office = pages(Role.OFFICE)
    new = {
        "code": "real",
        "name_sv": "Fastigheter",
        "name_en": "Real Estate",
        "kind": "department",
        "parent": str(school.pk),
    }
    assert office.post("/units/new/", new).headers["Location"] == "/units/real/"
    named = {"name_sv": "Bygg", "name_en": "Building", "kind": "department", "expected_version": "1"}
    office.post("/units/real/edit/", named)
    office.post("/units/real/move/", {"parent": str(school.parent_id), "expected_version": "2"})
    assert Unit.objects.get(code="real").path == "kth/real/"
    office.post("/units/real/close/", {"reason": "upphör", "expected_version": "3"})
    assert "Bygg" not in office.get("/units/").content.decode()
    assert "Bygg" in office.get("/units/?closed=1").content.decode()
    office.post("/units/real/open/", {"expected_version": "4"})
    assert Unit.objects.get(code="real").active
    facts = list(HistoryEntry.objects.filter(subject_id=str(Unit.objects.get(code="real").pk)).order_by("id"))
    assert [f.fact for f in facts] == [
        "unit.created",
        "unit.updated",
        "unit.moved",
        "unit.closed",
        "unit.reopened",
    ]
    assert {f.door for f in facts} == {"web"}


@pytest.mark.parametrize("address", ["/people/", "/units/", "/account/"])
def test_a_page_costs_the_same_however_long_its_list(pages, school, address, django_assert_max_num_queries):
    from vidsyn.people.actors import local_operator
    from vidsyn.people.logic.lists import PersonRow, RoleRow, UnitRow
    from vidsyn.people.vocabulary import UnitKind

    client = pages(Role.OFFICE)
    client.get(address)
    with django_assert_max_num_queries(12) as before:
        client.get(address)
    units = [UnitRow(f"u{n}", f"U{n}", f"U{n}", UnitKind.DEPARTMENT, "abe") for n in range(20)]
    rows = [
        PersonRow(f"p{n}@vidsyn.example", f"P{n}", f"u{n}", roles=(RoleRow(Role.COORDINATOR, f"u{n}"),))
        for n in range(20)
    ]
    units_import(rows=units, actor=local_operator())
    people_import(rows=rows, actor=local_operator())
    with django_assert_max_num_queries(len(before.captured_queries)):
        client.get(address)


def test_the_list_is_narrowed_by_its_address(pages):
    client = pages(Role.READER)
    text = client.get("/people/?role=coordinator").content.decode()
    assert "coordinator@vidsyn.example" in text
    assert "auditor@vidsyn.example" not in text
    assert "auditor@vidsyn.example" in client.get("/people/?unit=kth").content.decode()
    assert "auditor@vidsyn.example" not in client.get("/people/?unit=saknas").content.decode()
    assert client.get("/people/?role=nonsense&page=99").status_code == 200


def test_a_list_of_units_is_tried_then_brought_in_and_a_faulty_one_names_its_row(pages):
    from django.core.files.uploadedfile import SimpleUploadedFile

    office = pages(Role.OFFICE)

    def send(text: str, **more: str):
        return office.post("/units/import/", {"file": SimpleUploadedFile("x.csv", text.encode()), **more})

    good = "kod;namn;under\nsci;Teknikvetenskap;kth\n"
    tried = send(good)
    assert tried.status_code == 200
    assert "1 nya" in tried.content.decode()
    assert not Unit.objects.filter(code="sci").exists()
    send(good, apply="on")
    assert Unit.objects.get(code="sci").path == "kth/sci/"
    wrong = send("kod;namn;under\nx;X;saknas\n", apply="on")
    assert wrong.status_code == 422
    assert "Rad 2: " in wrong.content.decode()
    people = SimpleUploadedFile("p.csv", b"email,name\nny@vidsyn.example,Ny\n")
    assert office.post("/people/import/", {"file": people, "apply": "on"}).status_code == 302
    assert Person.objects.filter(email="ny@vidsyn.example").exists()


def test_a_university_account_is_unlinked_by_who_may_and_signs_its_person_out(pages, persons):
    person = persons[Role.RESEARCHER]
    identity_link(person=person, provider="university", subject="s-1", actor=local_operator())
    page, at = f"/people/{person.pk}/", f"/people/{person.pk}/identity/university/unlink/"
    office = pages(Role.OFFICE)
    assert at in office.get(page).content.decode()
    assert at not in pages(Role.READER).get(page).content.decode()
    for other in (Role.READER, Role.SYSTEM_ADMINISTRATOR):
        assert pages(other).post(at).status_code == 403
    signed_in = pages(Role.RESEARCHER)
    assert signed_in.get("/account/").status_code == 200
    assert office.post(at, {"reason": "nytt konto"}).status_code == 302
    assert at not in office.get(page).content.decode()
    assert "Lärosäteskontot inte längre kopplat" in office.get(page).content.decode()
    assert signed_in.get("/account/").status_code == 302
    identity_unlink(person=person, provider="university", actor=local_operator())  # nothing is left to do
    identity_link(person=person, provider="university", subject="s-2", actor=local_operator())


def test_a_university_account_is_linked_by_hand_where_one_signs_in_so(pages, persons, settings):
    person = persons[Role.RESEARCHER]
    page, office = f"/people/{person.pk}/", pages(Role.OFFICE)
    assert office.get(f"{page}identity/").status_code == 404
    settings.OIDC = {"provider_id": "university"}
    assert f"{page}identity/" in office.get(page).content.decode()
    assert pages(Role.SYSTEM_ADMINISTRATOR).post(f"{page}identity/", {"subject": "s"}).status_code == 403
    assert office.post(f"{page}identity/", {"subject": "s-9"}).status_code == 302
    assert f"{page}identity/university/unlink/" in office.get(page).content.decode()
    other = f"/people/{persons[Role.READER].pk}/identity/"
    assert office.post(other, {"subject": "s-9"}).status_code == 409

"""The pages of an import: upload, mapping, names, plan, carrying out, result, undoing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.lists import agreement_row, agreements_list

from vidsyn.agreements.models import Agreement
from vidsyn.history.models import HistoryEntry
from vidsyn.intake.jobs import read_list
from vidsyn.intake.models import Import
from vidsyn.intake.operations.planning import import_receive
from vidsyn.intake.vocabulary import ListKind
from vidsyn.later.worker import work
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.vocabulary import Role
from vidsyn.web.intake import plans

pytestmark = pytest.mark.django_db


def signed_in(role: Role, unit: Unit | None = None, name: str = "exempel") -> Client:
    person = Person.objects.create(email=f"{name}@example.org", name="Exempel", unit=unit)
    RoleAssignment.objects.create(person=person, role=role, unit=unit)
    client = BesideWorker()
    client.force_login(person)
    return client


class BesideWorker(Client):
    """A browser beside a worker that has done what a form left for later before the next page is asked for."""

    def post(self, *arguments: Any, **named: Any) -> Any:
        answer = super().post(*arguments, **named)
        work(batch=True)
        return answer


@pytest.fixture
def office(school: Unit, ror: None) -> Client:
    return signed_in(Role.OFFICE)


@pytest.fixture
def run():
    """Carry an import out."""

    def run(client: Client, address: str, **answers: object) -> None:
        assert client.post(f"{address}run/", answers).status_code == 302

    return run


def upload(client: Client, content: bytes, kind: str = "agreements") -> str:
    """The address the upload leads to."""
    file = SimpleUploadedFile("lista.xlsx", content)
    answer = client.post("/import/", {"kind": kind, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_a_list_goes_from_upload_to_result_and_back(office: Client, run) -> None:
    rows = [agreement_row("1", note="<b>fet</b>"), agreement_row("2", ends="03/04/27"), ["", "Summa"]]
    address = upload(office, agreements_list(*rows))
    page = office.get(address).content.decode()
    assert "kan betyda flera saker" in page
    assert "<b>fet" not in page
    assert not Agreement.objects.exists()
    run(office, address, which="all")
    assert Agreement.objects.listed().count() == 1
    assert "Genomförd" in office.get(address).content.decode()
    assert office.post(f"{address}undo/", {"reason": "fel fil"}).status_code == 302
    assert not Agreement.objects.listed().exists()
    assert "Ångrad" in office.get(address).content.decode()


def test_only_the_ticked_rows_come_in(office: Client, run) -> None:
    address = upload(office, agreements_list(agreement_row("1"), agreement_row("2"), agreement_row("3")))
    run(office, address, which="ticked", row=["1"])
    assert [a.register_number for a in Agreement.objects.all()] == ["2"]


def test_the_order_of_dates_and_a_word_are_said_on_the_mapping_page(office: Client, run) -> None:
    address = upload(office, agreements_list(agreement_row("1", ends="03/04/27", unit="Gemensamt")))
    form = office.get(f"{address}mapping/").context["form"]
    answers = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    word = next(name for name, field in form.fields.items() if "Gemensamt" in str(field.label))
    answers |= {"order_ends_on": "day_first", word: "uni"}
    answer = office.post(f"{address}mapping/", answers)
    assert answer.status_code == 302, answer.content.decode()
    run(office, address, which="all")
    agreement = Agreement.objects.get()
    assert (str(agreement.ends_on), agreement.unit and agreement.unit.code) == ("2027-04-03", "uni")


def test_a_list_without_known_headings_leads_to_the_mapping_page(office: Client) -> None:
    address = upload(office, b"Vem;Var\nLund University;Sverige\n", "partners")
    assert address.endswith("/mapping/")
    page = office.get(address)
    assert page.status_code == 200
    answers = {"row_0": "1", "column_0_0": "partner", "column_0_1": "country", "expected_version": 2}
    assert office.post(address, answers).status_code == 302
    assert Import.objects.get().counts["created"] == 1


def test_a_name_is_judged_on_its_page(office: Client) -> None:
    address = upload(
        office, agreements_list(agreement_row("1", partner="Uppsala University", country="Danmark"))
    )
    assert "Uppsala University" in office.get(f"{address}names/").content.decode()
    assert office.post(f"{address}names/", {"name_0": "yes"}).status_code == 302
    assert Import.objects.get().rows.get().decided == "linked"


def test_a_plan_is_thrown_away(office: Client) -> None:
    address = upload(office, agreements_list(agreement_row("1")))
    assert office.get(f"{address}drop/").status_code == 200
    assert office.post(f"{address}drop/").status_code == 302
    assert not office.get("/import/").context["acts"].rows


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_list_is_refused_on_the_form(office: Client, content: bytes) -> None:
    file = SimpleUploadedFile("x.xlsx", content)
    answer = office.post("/import/", {"kind": "agreements", "file": file})
    assert answer.status_code == 422


def test_who_sees_what(office: Client, school: Unit) -> None:
    address = upload(office, agreements_list(agreement_row("1")))
    coordinator = signed_in(Role.COORDINATOR, school, "koordinator")
    reader = signed_in(Role.READER, None, "lasare")
    assert [client.get(address).status_code for client in (coordinator, reader)] == [404, 404]
    assert [client.get("/import/").status_code for client in (coordinator, reader)] == [200, 200]
    file = SimpleUploadedFile("x.csv", b"Partner\nLund\n")
    assert reader.post("/import/", {"kind": "partners", "file": file}).status_code == 403
    assert office.get(f"{address}run/").status_code == 405


def test_a_plan_costs_the_same_for_one_row_as_for_many(office: Client) -> None:
    one = upload(office, agreements_list(agreement_row("1")))
    many = upload(office, agreements_list(*(agreement_row(str(n)) for n in range(40))))
    counts = []
    for address in (one, one, many):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            office.get(address)
        counts.append(len(statements))
    assert counts[1] == counts[2] <= 16


def test_a_large_list_is_read_by_the_worker(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "AT_ONCE", 1000)
    upload(office, agreements_list(*(agreement_row(str(n)) for n in range(20))))
    act = Import.objects.get()
    assert [entry.fact for entry in HistoryEntry.objects.filter(subject_id=act.pk).order_by("id")] == [
        "import.received", "import.planned"
    ]  # fmt: skip
    assert (act.state, act.counts["created"], act.rows.count()) == ("planned", 20, 20)


def test_the_page_of_a_list_being_read_shows_how_far_and_turns_into_the_plan(office: Client) -> None:
    content = agreements_list(*(agreement_row(str(n)) for n in range(20)))
    act = import_receive(
        kind=ListKind.AGREEMENTS, file_name="lista.xlsx", content=content, actor=local_operator()
    )
    address, polled = f"/import/{act.reference}/", {"HX-Request": "true", "HX-Target": "progress"}
    assert "av 21 rader" in office.get(address).content.decode()
    assert "HX-Refresh" not in office.get(address, headers=polled).headers
    assert office.post(f"{address}run/").status_code == 302
    assert office.get(address, headers=polled).headers["HX-Refresh"] == "true"
    read_list.call(str(act.pk), "person", "")
    assert Import.objects.get().rows.count() == 20
    other = import_receive(
        kind=ListKind.AGREEMENTS, file_name="x.xlsx", content=content, actor=local_operator()
    )
    assert office.post(f"/import/{other.reference}/drop/").status_code == 302


def test_a_value_edited_since_is_chosen_on_its_page(office: Client, run: Any) -> None:
    run(office, upload(office, agreements_list(agreement_row("1"))), which="all")
    Agreement.objects.update(note="för hand")
    address = upload(office, agreements_list(agreement_row("1", note="ur listan")))
    assert "conflicts/" in office.get(address).content.decode()
    assert "ur listan" in office.get(f"{address}conflicts/").content.decode()
    assert office.post(f"{address}conflicts/", {"value_0": "list", "for_all": ""}).status_code == 302
    run(office, address, which="all")
    assert Agreement.objects.get().note == "ur listan"


def test_a_name_is_linked_on_its_page_after_the_list_came_in(office: Client, run: Any) -> None:
    rows = agreement_row("1", partner="Uppsala University", country="Danmark")
    address = upload(office, agreements_list(rows))
    run(office, address, which="all")
    assert "names/" in office.get(address).content.decode()
    assert office.post(f"{address}names/", {"name_0": "yes"}).status_code == 302
    assert Agreement.objects.get().parties.get(side="partner").partner.ror == "https://ror.org/048a87296"


def test_that_ror_is_not_there_is_said(office: Client, settings: Any, tmp_path: Any) -> None:
    assert "Utan ROR" not in office.get("/import/").content.decode()
    settings.DATA = tmp_path
    assert "Utan ROR" in office.get("/import/").content.decode()
    assert "Utan ROR" in office.get(upload(office, agreements_list(agreement_row("1")))).content.decode()


@pytest.fixture
def large(office: Client, monkeypatch: pytest.MonkeyPatch) -> str:
    """A list whose reading takes longer than a page may, planned by the worker: its address."""
    monkeypatch.setattr(plans, "AT_ONCE", 1000)
    rows = (agreement_row(str(n), ends="03/04/27", country="Danmark") for n in range(20))
    return upload(office, agreements_list(*rows))


def mapped(client: Client, address: str, *, version: int, order: str = "day_first") -> Any:
    """The answer to saying how the list's dates are read."""
    form = client.get(f"{address}mapping/").context["form"]
    answers = {name: form.initial.get(name, field.initial) or "" for name, field in form.fields.items()}
    return client.post(f"{address}mapping/", answers | {"expected_version": version, "order_ends_on": order})


def test_a_large_list_is_read_again_by_the_worker(large: str, office: Client) -> None:
    act = Import.objects.get()
    assert (act.counts["refused"], act.rows.count()) == (20, 20)
    assert mapped(office, large, version=act.version).status_code == 302
    act.refresh_from_db()
    assert (act.state, act.counts["created"], act.rows.count()) == ("planned", 20, 20)
    office.post(f"{large}names/", {"name_0": "yes"})
    assert {row.decided for row in act.rows.all()} == {"linked"}
    facts = HistoryEntry.objects.filter(subject_id=act.pk).order_by("id").values_list("fact", flat=True)
    assert list(facts) == [
        "import.received", "import.planned", "import.changed", "import.planned", "import.name_decided",
        "import.planned",
    ]  # fmt: skip


def test_a_list_being_read_again_shows_that_alone_and_is_not_told_twice(
    large: str, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    enqueued: list[object] = []
    monkeypatch.setattr(plans, "import_read_later", lambda act, _actor: enqueued.append(act.pk))
    act = Import.objects.get()
    form = office.get(f"{large}mapping/").context["form"]
    answers = {name: form.initial.get(name, field.initial) or "" for name, field in form.fields.items()}
    answers |= {"expected_version": act.version, "order_ends_on": "day_first"}
    for _press in range(2):  # a button pressed twice
        assert office.post(f"{large}mapping/", answers).headers["Location"] == large
    act.refresh_from_db()
    assert (act.state, act.rows.count()) == ("reading", 20)  # the plan before stays until the new one stands
    assert HistoryEntry.objects.filter(subject_id=act.pk, fact="import.changed").count() == 1
    for page in ("mapping/", "names/", "conflicts/"):
        assert office.get(f"{large}{page}").headers["Location"] == large
    assert "läses" in office.get(large).content.decode()
    other = office.post(f"{large}mapping/", answers | {"order_ends_on": "month_first"})
    assert other.status_code == 409
    assert office.post(f"{large}names/", {"name_0": "yes"}).status_code == 409
    read_list.call(str(act.pk), "local", "")
    act.refresh_from_db()
    assert (act.state, act.counts["created"]) == ("planned", 20)


def test_that_a_choice_no_longer_holds_is_said_on_the_plan(office: Client, run: Any) -> None:
    run(office, upload(office, agreements_list(agreement_row("1"))), which="all")
    Agreement.objects.update(note="för hand")
    address = upload(office, agreements_list(agreement_row("1", note="ur listan")))
    office.post(f"{address}conflicts/", {"value_0": "list", "for_all": ""})
    assert "inte längre gäller" not in office.get(address).content.decode()
    Agreement.objects.update(note="igen")
    mapped(office, address, version=Import.objects.get(reference=address.split("/")[-2]).version)
    page = office.get(address).content.decode()
    assert "inte längre gäller" in page
    assert "Avtal 2, 1: Anmärkningar" in page


def test_what_rows_are_refused_for_is_summed_up(office: Client) -> None:
    rows = (agreement_row(str(n), ends="03/04/27" if n % 2 else "2027-13-01") for n in range(5))
    page = office.get(upload(office, agreements_list(*rows))).content.decode()
    assert "T.o.m., 3 rader." in page
    assert "T.o.m., 2 rader." in page
    assert "Rad 2: ”2027-13-01” finns inte" in page


def test_what_a_row_would_bring_is_told(office: Client) -> None:
    rows = [agreement_row("1"), agreement_row("2", starts="maj 2014", ends="tills vidare")]
    page = office.get(upload(office, agreements_list(*rows))).content.decode()
    for told in ("2024-07-01 – 2027-06-30", "2014-05 – tills vidare", "Skolan för samhällsbyggnad"):
        assert told in page


def test_names_and_values_beyond_the_first_page_can_be_answered(
    office: Client, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vidsyn.web.intake.names._MOST", 1)
    monkeypatch.setattr("vidsyn.web.intake.conflicts._MOST", 2)
    names = ("Uppsala universitet", "Lunds universitet")
    rows = [agreement_row(str(n), partner=names[n % 2], country="Danmark") for n in range(5)]
    address = upload(office, agreements_list(*rows))
    assert "Lunds universitet" in office.get(f"{address}names/?page=2").content.decode()
    office.post(f"{address}names/?page=2", {"name_0": "no"})
    assert {row.name for row in Import.objects.get().rows.filter(decided="new")} == {"Lunds universitet"}
    run(office, address, which="all")
    Agreement.objects.update(note="för hand")
    rows = [agreement_row(str(n), partner=names[n % 2], country="Danmark", note="ny") for n in range(5)]
    address = upload(office, agreements_list(*rows))
    assert "3" in office.get(f"{address}conflicts/?page=3").content.decode()
    office.post(f"{address}conflicts/?page=2", {"value_0": "register", "for_all": "list"})
    act = Import.objects.order_by("-id")[0]
    assert act.counts["updated"] == 1
    office.post(f"{address}conflicts/", {"for_all": "list all"})
    act.refresh_from_db()
    assert (act.counts["updated"], act.rows.exclude(conflicts=[]).count()) == (4, 0)


def test_a_large_import_is_undone_by_the_worker(
    office: Client, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = upload(office, agreements_list(*(agreement_row(str(n)) for n in range(5))))
    run(office, address, which="all")
    monkeypatch.setattr(plans, "UNDONE_AT_ONCE", 2)
    with monkeypatch.context() as waiting:
        waiting.setattr(plans, "import_undo_later", lambda *_asked: None)
        assert office.post(f"{address}undo/", {"reason": "fel fil"}).status_code == 302
    page = office.get(address).content.decode()
    assert "Importen ångras" in page
    assert "2 av 5 rader" in page
    assert office.post(f"{address}run/").status_code == 302
    assert (Import.objects.get().state, Agreement.objects.listed().count()) == ("undone", 0)

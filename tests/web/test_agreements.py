"""The pages of agreements, asked for and sent as a browser does without JavaScript."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.house import PDF

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.vocabulary import Stage

pytestmark = pytest.mark.django_db


def send(client: Client, address: str, **data: object):
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def test_the_list_stands_in_its_address_on_any_day(coordinator, imported) -> None:
    page = coordinator.get("/agreements/?on=2027-03-01&status=in_force&q=V-2022").content.decode()
    assert "2027-09-30" in page  # last day for notice of the running period
    assert f"/agreements/{imported.reference}/?on=2027-03-01" in page
    assert imported.reference not in coordinator.get("/agreements/?status=expired").content.decode()


def test_the_page_tells_what_applied_on_a_day(coordinator, imported) -> None:
    page = coordinator.get(f"/agreements/{imported.reference}/?on=2023-06-01").content.decode()
    assert "Undertecknat, ännu inte i kraft" in page
    assert "Underskrift inte kontrollerad" in page


def test_a_request_is_asked_for_and_lands_with_the_coordinator(client, house, partner) -> None:
    client.force_login(house.people["researcher"])
    answer = client.post(
        "/agreements/new/",
        {"kind": "exchange", "title": "Utbyte", "partner": "Ny part", "unit": "real", "purpose": ""},
        follow=True,
    )
    assert "Begäran har skickats till Coordinator" in answer.content.decode()
    assert Agreement.objects.get().stage == Stage.REQUESTED


def test_steps_on_pages_from_request_to_signature(coordinator, client, house, requested) -> None:
    base = f"/agreements/{requested.reference}"
    send(coordinator, f"{base}/step/agreement_draft_start/", reason="")
    edit = {
        "title_sv": "Utbyte",
        "kind": "exchange",
        "level": "unit",
        "starts_on": "2027-01-01",
        "ends_on": "HT29",
        "notice_months": "6",
    }
    send(coordinator, f"{base}/edit/", **edit)
    send(coordinator, f"{base}/places/new/", direction="out", count="2", counts="students", level="any")
    send(coordinator, f"{base}/step/review_open/", areas=["law"], reviewer="Jurist J")
    opinion = requested.opinions.get()
    send(coordinator, f"{base}/opinions/{opinion.pk}/", says="supports", text="")
    client.force_login(house.people["decider"])
    send(
        client,
        f"{base}/step/agreement_decide/",
        verdict="approved",
        on="2026-10-20",
        register_number="V-1",
    )
    client.force_login(house.people["coordinator"])
    upload = SimpleUploadedFile("avtal.pdf", PDF)
    send(client, f"{base}/documents/new/", content=upload, kind="draft")
    send(client, f"{base}/step/agreement_send_for_signature/", on="2026-10-21")
    for party in requested.parties.all():
        send(client, f"{base}/step/agreement_sign/", party=party.pk, name="N N", signed_on="2026-11-02")
    requested.refresh_from_db()
    assert (requested.stage, requested.ends_on) == (Stage.SIGNED, date(2029, 12, 31))
    document = requested.documents.get()
    read = client.get(f"{base}/documents/{document.pk}/")
    assert (read.content, read.headers["Content-Type"]) == (PDF, "application/pdf")
    assert read.headers["Content-Disposition"].startswith("attachment")
    client.force_login(house.people["reader"])
    assert client.get(f"{base}/documents/{document.pk}/").status_code == 404
    assert client.get(f"{base}/").status_code == 200


def test_a_refusal_comes_back_on_the_form(coordinator, imported) -> None:
    base = f"/agreements/{imported.reference}"
    answer = coordinator.post(f"{base}/step/agreement_terminate/", {"last_day": "2026-11-22", "reason": " "})
    assert answer.status_code == 422
    answer = coordinator.post(f"{base}/step/agreement_withdraw/", {"reason": "fel"})
    assert answer.status_code == 409
    assert "Det går inte nu" in answer.content.decode()


def test_the_second_of_two_editors_chooses(coordinator, imported) -> None:
    address = f"/agreements/{imported.reference}/edit/"
    both = {"title_sv": "T", "kind": "memorandum", "starts_on": "2024-01-01", "ends_on": "2026-12-31"}
    version = imported.version
    send(coordinator, address, **both, purpose="Den förstas", renewal_months="12", expected_version=version)
    answer = coordinator.post(
        address, {**both, "purpose": "Den andras", "renewal_months": "12", "expected_version": version}
    )
    assert answer.status_code == 409
    assert "Den förstas" in answer.content.decode()
    assert "Den andras" in answer.content.decode()
    assert Agreement.objects.get(pk=imported.pk).purpose == "Den förstas"


def test_notice_is_written_in_days_shown_in_days_and_never_beside_months(coordinator, imported) -> None:
    base = f"/agreements/{imported.reference}"
    edit = {"title_sv": "T", "kind": "memorandum", "starts_on": "2024-01-01", "ends_on": "2026-12-31"}
    both = coordinator.post(f"{base}/edit/", {**edit, "notice_months": "3", "notice_days": "90"})
    assert both.status_code == 422
    assert "Ange uppsägningstiden i månader eller i dagar" in both.content.decode()
    send(coordinator, f"{base}/edit/", **edit, notice_days="90", renewal_months="12")
    assert "90 dagar" in coordinator.get(f"{base}/").content.decode()
    form = coordinator.get(f"{base}/edit/").context["form"]
    assert (form["notice_days"].value(), form["notice_months"].value()) == (90, None)
    send(
        coordinator,
        f"{base}/step/agreement_amend/",
        effective_on="2026-06-01",
        named=["notice"],
        notice_days="45",
    )
    shown = coordinator.get(f"{base}/?on=2026-06-01").content.decode()
    assert "90 dagar" in shown
    assert "45 dagar" in shown


@pytest.mark.parametrize(
    ("persona", "draft", "signed", "edit"),
    [
        ("coordinator", 200, 200, 200),
        ("office", 200, 200, 200),
        ("researcher", 200, 200, 403),
        ("decider", 200, 200, 403),
        ("neighbour", 404, 200, 403),
        ("reader", 404, 200, 403),
        ("administrator", 404, 404, 404),
        ("nobody", 404, 404, 404),
    ],
)
def test_who_sees_which_page(client, house, imported, requested, persona, draft, signed, edit) -> None:
    client.force_login(house.people[persona])
    assert client.get(f"/agreements/{requested.reference}/").status_code == draft
    assert client.get(f"/agreements/{imported.reference}/").status_code == signed
    assert client.get(f"/agreements/{imported.reference}/edit/").status_code == edit
    may = {"coordinator", "office"}
    sent = client.post(
        f"/agreements/{imported.reference}/step/notice_give/", {"side": "ours", "received_on": "2026-11-22"}
    )
    assert sent.status_code == (302 if persona in may else 404 if signed == 404 else 403)

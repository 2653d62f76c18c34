"""Notice, termination, amendments and renewals show what they result in before they are registered."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.agreements.steps import refused

from vidsyn import here
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.operations.amending import agreement_amend
from vidsyn.agreements.vocabulary import AmendableTerm
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.calendar import add_months

pytestmark = pytest.mark.django_db
TODAY = here.today()


@pytest.fixture
def client(house) -> Client:
    made = Client()
    made.force_login(house.people["office"])
    return made


def address(agreement, step: str) -> str:
    return reverse("agreements:step", args=[agreement.reference, step])


def lines(response) -> dict[str, tuple[str, str]]:
    return {name: (before, after) for name, before, after in response.context["result"].lines}


def test_the_page_shows_the_result_of_what_it_begins_with(client, imported) -> None:
    found = client.get(address(imported, "notice_give"))
    told = lines(found)
    assert told["Status " + TODAY.isoformat()] == ("Gällande", "Uppsagt")
    assert told["Förlängs automatiskt"][1] == "–"
    assert "Avtalet upphör " in found.context["result"].sentence
    assert "Visa resultatet" in found.content.decode()


def test_asking_for_the_result_registers_nothing(client, imported) -> None:
    before = HistoryEntry.objects.count()
    answers = {"side": "ours", "received_on": "2026-08-01", "agreed_end": "2028-05-05", "look": "1"}
    found = client.post(address(imported, "notice_give"), answers)
    assert found.status_code == 200
    assert lines(found)["Gäller till och med"][1] == "2026-12-31"  # its period ends before
    assert found.context["result"].sentence == "Avtalet upphör 2026-12-31."
    assert (HistoryEntry.objects.count(), imported.notices.count()) == (before, 0)


def test_a_result_that_was_not_shown_is_shown_before_anything_is_registered(client, imported) -> None:
    page = client.get(address(imported, "agreement_terminate"))
    (shown,) = [value for name, value in _hidden(page, "shown")]
    answers = {"last_day": "2026-12-01", "reason": "x", "shown": shown, "expected_version": imported.version}
    warned = client.post(address(imported, "agreement_terminate"), answers)
    assert warned.status_code == 200
    assert warned.context["unseen"]
    imported.refresh_from_db()
    assert imported.terminated_on is None

    answers["shown"] = warned.context["result"].mark
    done = client.post(address(imported, "agreement_terminate"), answers, follow=True)
    imported.refresh_from_db()
    assert imported.terminated_on == date(2026, 12, 1)
    assert "Hävningen är registrerad. Avtalet upphör 2026-12-01." in done.content.decode()


def _hidden(response, name: str):
    text = response.content.decode()
    for part in text.split(f'name="{name}" value="')[1:]:
        yield name, part.partition('"')[0]


def test_what_has_shown_no_result_yet_shows_it_before_anything_is_registered(client, imported) -> None:
    answers = {"effective_on": "2026-11-01", "named": ["notice"], "notice_months": "6", "shown": ""}
    looked = client.post(address(imported, "agreement_amend"), answers)
    assert "Inget är registrerat ännu" in looked.content.decode()
    assert not imported.amendments.exists()
    answers["shown"] = looked.context["result"].mark
    assert client.post(address(imported, "agreement_amend"), answers).status_code == 302
    assert imported.amendments.count() == 1


def test_an_amendment_and_a_renewal_show_theirs(client, imported) -> None:
    answers = {"effective_on": "2026-11-01", "named": ["notice"], "notice_months": "6", "look": "1"}
    told = lines(client.post(address(imported, "agreement_amend"), answers))
    assert told["Uppsägningstid"] == ("3 månader", "6 månader")
    assert told["Sista dag för uppsägning"] == ("2026-09-30", "2026-06-30")
    starts = add_months(TODAY, 1)
    answers = {"starts_on": starts.isoformat(), "look": "1"}
    found = client.post(address(imported, "agreement_renew"), answers)
    last = date.fromordinal(starts.toordinal() - 1).isoformat()
    assert lines(found)["Gäller till och med"][1] == last
    assert imported.successors.count() == 0


def test_a_refusal_is_said_when_the_result_is_asked_for(client, imported) -> None:
    answers = {
        "effective_on": "2026-11-01",
        "named": ["end", "renewal"],
        "ends_on": "2026-10-01",
        "look": "1",
    }
    found = client.post(address(imported, "agreement_amend"), answers)
    assert found.status_code == 200
    assert found.context["result"] is None
    assert "skulle avtalet ha upphört 2026-10-01" in found.content.decode()


@pytest.mark.parametrize(
    ("named", "terms"),
    [
        ((AmendableTerm.END, AmendableTerm.RENEWAL), Terms(ends_on=date(2026, 12, 31))),
        # It has only lasted until then by renewing itself.
        ((AmendableTerm.RENEWAL,), Terms()),
    ],
)
def test_an_amendment_cannot_end_an_agreement_before_it_takes_effect(house, imported, named, terms) -> None:
    office, day = house.actor("office"), date(2027, 6, 1)
    given = {"agreement": imported, "named": named, "terms": terms, "actor": office}
    no = refused("amendment_ends_before_effect", agreement_amend, effective_on=day, **given)
    assert no.params["last_day"] == date(2026, 12, 31)
    assert not imported.amendments.exists()
    agreement_amend(effective_on=date(2026, 6, 1), **given)


def test_the_history_tells_what_an_amendment_changed(house, imported) -> None:
    agreement_amend(
        agreement=imported,
        effective_on=date(2026, 6, 1),
        named=(AmendableTerm.NOTICE,),
        terms=Terms(notice_months=6),
        actor=house.actor("office"),
    )
    entry = HistoryEntry.objects.filter(fact="agreement.amended").latest("id")
    assert (entry.before["notice_months"], entry.after["notice_months"]) == (3, 6)

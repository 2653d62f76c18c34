"""Pages of collaborations: correct for each persona, constant in statements, and the four fields create a
collaboration.
"""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.house import House

from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.activities import activity_add
from vidsyn.collaborations.operations.importing import CollaborationItem, PartnerNamed, collaborations_import
from vidsyn.collaborations.operations.steps import collaboration_start
from vidsyn.collaborations.vocabulary import Purpose, Status


@pytest.fixture
def client_of(house: House):
    def sign_in(name: str, language: str = "sv") -> Client:
        client = Client()
        client.force_login(house.people[name])
        client.cookies["vidsyn_language"] = language
        return client

    return sign_in


def address(name: str, *args: object) -> str:
    return reverse(f"collaborations:{name}", args=args)


def test_four_fields_make_a_collaboration(client_of, partner):
    client = client_of("researcher")
    page = client.get(address("new")).content.decode()
    assert '<option value="real" selected>' in page
    sent = {
        "title": "Åldrande broar",
        "partner": "Någon annanstans",
        "purposes": ["excellence"],
        "unit": "real",
    }
    answer = client.post(address("new"), sent, follow=True)
    made = Collaboration.objects.get()
    assert answer.redirect_chain == [(address("detail", made.reference), 302)]
    assert "Samverkan är registrerad" in answer.content.decode()
    # Chosen among the suggestions, the partner is linked at once.
    client.post(address("new"), sent | {"partner": partner.name_sv, "partner_id": partner.reference})
    assert Collaboration.objects.filter(partners__partner=partner).count() == 1


def test_what_is_missing_is_told_by_its_field_in_swedish(client_of):
    answer = client_of("researcher").post(address("new"), {"title": "", "unit": "real"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert {name for name in ("title", "partner", "purposes") if f'href="#id_{name}"' in page} == {
        "title",
        "partner",
        "purposes",
    }
    assert not Collaboration.objects.exists()


def test_a_unit_that_is_not_ones_own_is_not_offered(client_of):
    page = client_of("researcher").get(address("new")).content.decode()
    assert 'value="sci"' not in page
    sent = {"title": "T", "partner": "P", "purposes": ["excellence"], "unit": "sci"}
    assert client_of("researcher").post(address("new"), sent).status_code == 422


PAGES = {
    # page: (who sees it, who gets "not found"); everybody else is refused when submitting
    "list": set(),
    "detail": {"researcher", "coordinator", "office"},
    "edit": {"researcher", "coordinator", "office"},
    "subjects": {"researcher", "coordinator", "office"},
    "activity_choose": {"researcher", "coordinator", "office"},
    "owner": {"researcher", "coordinator", "office"},
    "partner_add": {"researcher", "coordinator", "office"},
    "ours_add": {"researcher", "coordinator", "office"},
    "theirs_add": {"researcher", "coordinator", "office"},
    "move": {"researcher", "coordinator", "office"},
}
PERSONAS = (
    "researcher",
    "colleague",
    "coordinator",
    "neighbour",
    "office",
    "leadership",
    "reader",
    "administrator",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_draft_is_shown_to_its_own_and_does_not_exist_for_others(client_of, potential, page):
    given = () if page == "list" else (potential.reference,)
    for who in PERSONAS:
        status = client_of(who).get(address(page, *given)).status_code
        seen = page == "list" or who in PAGES[page]
        assert status == (200 if seen else 404), who


@pytest.mark.parametrize("who", ["reader", "neighbour", "leadership"])
def test_those_who_may_read_cannot_change(client_of, house, potential, who):
    collaboration_start(collaboration=potential, actor=house.actor("researcher"))
    client = client_of(who)
    page = client.get(address("detail", potential.reference)).content.decode()
    assert address("edit", potential.reference) not in page
    sent = {"title_sv": "Ny", "expected_version": "2"}
    assert client.post(address("edit", potential.reference), sent).status_code == 403
    assert client.get(address("edit", potential.reference)).status_code == 403
    assert client.get(address("step", potential.reference, "end")).status_code == 403
    potential.refresh_from_db()
    assert potential.title_sv == "Åldrande broar"


def edit_fields(page: str) -> dict[str, str]:
    """Return the form's hidden version, and its fields' initial values."""
    return {
        name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])
        for name in ("expected_version", "began")
    }


def test_the_second_of_two_editors_chooses(client_of, potential):
    first, second = client_of("researcher"), client_of("coordinator")
    at = address("edit", potential.reference)
    began = edit_fields(second.get(at).content.decode())
    kinds = ["research", "mobility"]
    sent = edit_fields(first.get(at).content.decode()) | {
        "title_sv": "Broar",
        "kinds": kinds,
        "purposes": ["excellence"],
    }
    assert first.post(at, sent).status_code == 302
    mine = began | {"title_sv": "Åldrande broar", "title_en": "Bridges", "purposes": ["excellence"]}
    answer = second.post(at, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "medan du redigerade" in page
    # What only the first person changed is merged, lists too; the second person's own input remains.
    assert re.search(r'value="mobility"[^>]*checked', page)
    assert re.search(r'name="title_sv"[^>]*value="Broar"', page)
    assert re.search(r'name="title_en"[^>]*value="Bridges"', page)


def test_dates_are_kept_as_far_as_they_are_known(client_of, potential):
    client, at = client_of("researcher"), address("edit", potential.reference)
    sent = {"title_sv": "T", "starts_on": "HT25", "ends_on": "2030", "purposes": ["excellence"]}
    client.post(at, sent)
    page = client.get(at).content.decode()
    assert 'value="HT25"' in page
    assert 'value="2030"' in page
    wrong = client.post(at, sent | {"starts_on": "31/31 2025"})
    assert wrong.status_code == 422


def test_end_with_a_reason_and_promote_with_what_is_asked_for(client_of, house, potential):
    coordinator = client_of("coordinator")
    at = address("promote", potential.reference, "unit")
    page = coordinator.get(at).content.decode()
    assert "Ett aktivitetsslag" in page
    answer = coordinator.post(at, {"reason": "viktig"})
    assert answer.status_code == 409
    assert "saknas ännu" in answer.content.decode()
    end = address("step", potential.reference, "end")
    assert coordinator.post(end, {"on": "2026-11-22", "reason": ""}).status_code == 422
    assert coordinator.post(end, {"on": "2026-11-22", "reason": "finansiering saknas"}).status_code == 302
    potential.refresh_from_db()
    assert potential.status == Status.ENDED
    assert "finansiering saknas" in coordinator.get(address("detail", potential.reference)).content.decode()
    assert coordinator.get(end).status_code == 404


def test_subjects_are_found_by_a_word_and_added_one_by_one(client_of, potential):
    client = client_of("researcher")
    found = client.get(address("suggest_subject"), {"q": "onkologi"}).content.decode()
    assert "Cancer och onkologi" in found
    at = address("subjects", potential.reference)
    client.post(at, {"subject": "Cancer och onkologi", "subject_id": "30203"})
    assert "Cancer och onkologi" in client.get(at).content.decode()
    client.post(address("subject_remove", potential.reference, "30203"))
    assert "Cancer och onkologi" not in client.get(at).content.decode()


def test_an_activity_with_its_own_fields(client_of, potential):
    client = client_of("researcher")
    at = address("activity_add", potential.reference, "joint_programme", "joint_course")
    refused = client.post(at, {"title": "Kurs", "details.cycle": "second", "details.credits": "900"})
    assert "ligger utanför" in refused.content.decode()
    assert (
        client.post(at, {"title": "Kurs", "details.cycle": "second", "details.credits": "7,5"}).status_code
        == 302
    )
    page = client.get(address("detail", potential.reference)).content.decode()
    assert "7.5" in page
    assert "Avancerad nivå" in page
    activity = potential.activities.get()
    end = address("activity_end", potential.reference, activity.reference)
    assert client.post(end, {"on": "2026-11-01", "outcome": "12 deltagare"}).status_code == 302
    edit = address("activity_edit", potential.reference, activity.reference)
    assert 'value="7.5"' in client.get(edit).content.decode()


def test_a_name_is_linked_from_the_page(client_of, potential, partner):
    client, row = client_of("researcher"), potential.partners.get()
    at = address("partner_link", potential.reference, row.pk)
    assert client.post(at, {"partner": "X", "partner_id": ""}).status_code == 422
    client.post(at, {"partner": partner.name_sv, "partner_id": partner.reference})
    row.refresh_from_db()
    assert row.partner == partner


def test_suggestions_tell_namesakes_apart(client_of, house, potential):
    found = client_of("researcher").get(reverse("people:suggest"), {"q": "coll"}).content.decode()
    assert "Enhet sci" in found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_speak_one_language(client_of, house, potential, language):
    english, swedish = ("Kinds of activity", "What for"), ("Aktivitetsslag", "Varför")
    client = client_of("researcher", language)
    pages = "".join(
        client.get(address(*page)).content.decode() for page in (("edit", potential.reference), ("new",))
    )
    spoken, silent = (swedish, english) if language == "sv" else (english, swedish)
    assert all(text in pages for text in spoken)
    assert not any(text in pages for text in silent)


def test_list_and_page_cost_the_same_with_little_and_with_much(client_of, house, partner, potential):
    client, costs = client_of("office"), []
    actor = house.actor("office")
    for size in (3, 30):
        rows = tuple(
            CollaborationItem(
                title_sv=f"S{size}-{n}",
                unit=house.units["real"],
                partners=(PartnerNamed("E", partner), PartnerNamed("F")),
                purposes=(Purpose.CAPACITY,),
                kinds=("research",),
            )
            for n in range(size)
        )
        [first, *_] = collaborations_import(items=rows, actor=actor)
        for n in range(size):
            activity_add(collaboration=first, kind="mobility", title=f"A{n}", actor=actor)
        for at in (address("list"), address("detail", first.reference)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(at).status_code == 200
            costs.append(len(queries))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 14


def test_the_page_tells_which_agreements_it_rests_on(client_of, house, potential):
    agreement = agreement_request(
        kind="memorandum",
        title="Avsiktsförklaring",
        partner_name="P",
        collaboration=potential,
        actor=house.actor("researcher"),
    )
    page = client_of("researcher").get(address("detail", potential.reference)).content.decode()
    assert reverse("agreements:detail", args=[agreement.reference]) in page

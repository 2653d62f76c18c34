"""Linking agreements and collaborations, further units, places and what was registered by mistake: on pages."""

from __future__ import annotations

import pytest
from django.test import Client

from vidsyn.agreements.models import Agreement, ExchangePlaces
from vidsyn.collaborations.models import Collaboration, CollaborationPartner
from vidsyn.collaborations.vocabulary import Status
from vidsyn.partners.models import Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def collaboration(house) -> Collaboration:
    return Collaboration.objects.create(
        title_sv="Vindlabb",
        title_en="Wind lab",
        lead_unit=house.units["abe"],
        status=Status.ONGOING,
        search="vindlabb wind lab",
    )


def sent(client: Client, address: str, **data: object) -> str:
    answer = client.post(address, data, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return answer.content.decode()


def test_an_agreement_and_a_collaboration_are_linked_from_either_page(coordinator, imported, collaboration):
    agreement, other = f"/agreements/{imported.reference}/", f"/collaborations/{collaboration.reference}/"
    found = coordinator.get("/collaborations/suggest/?q=vindl").content.decode()
    assert collaboration.reference in found
    assert imported.reference in coordinator.get("/agreements/suggest/?q=V-2022").content.decode()
    chosen = {"collaboration": "Vindlabb", "collaboration_id": collaboration.reference}
    assert other in sent(coordinator, f"{agreement}collaborations/new/", **chosen)
    assert agreement in coordinator.get(other).content.decode()
    page = sent(coordinator, f"{other}agreements/{imported.reference}/unlink/", reason="")
    assert f'"{agreement}"' not in page
    sent(coordinator, f"{other}agreements/new/", agreement="x", agreement_id=imported.reference)
    page = sent(coordinator, f"{agreement}collaborations/{collaboration.reference}/unlink/", reason="")
    assert f'href="{other}"' not in page.partition("Historik")[0]
    only_text = coordinator.post(f"{agreement}collaborations/new/", {"collaboration": "Vindlabb"})
    assert only_text.status_code == 422


def test_further_units_are_ticked_on_both(coordinator, house, imported, collaboration):
    for at in (f"/agreements/{imported.reference}/", f"/collaborations/{collaboration.reference}/"):
        ticked = str(house.units["sci"].pk)
        page = coordinator.get(f"{at}units/").content.decode()
        assert str(house.units["abe"].pk) not in page  # the one that leads
        assert "Enhet sci" in sent(coordinator, f"{at}units/", further_units=[ticked])
        assert coordinator.get(f"{at}units/").context["form"].initial["further_units"] == [ticked]
        sent(coordinator, f"{at}units/")
    assert not imported.further_units.exists()
    assert not collaboration.further_units.exists()


def test_the_second_to_change_units_sees_what_the_first_did(coordinator, house, collaboration):
    at = f"/collaborations/{collaboration.reference}/units/"
    first = {"further_units": [str(house.units["sci"].pk)], "expected_version": collaboration.version}
    sent(coordinator, at, **first)
    again = coordinator.post(at, {"expected_version": collaboration.version})
    assert again.status_code == 409


def test_places_are_changed(coordinator, imported):
    at = f"/agreements/{imported.reference}/places/"
    sent(
        coordinator,
        f"{at}new/",
        direction="out",
        count="2",
        counts="terms",
        level="any",
        academic_year="2026",
    )
    places = ExchangePlaces.objects.get()
    page = coordinator.get(f"{at}{places.pk}/").content.decode()
    assert "Utresande platser, räknade i terminer" in page
    sent(coordinator, f"{at}{places.pk}/", count="5", note="fler", expected_version=places.version)
    again = coordinator.post(f"{at}{places.pk}/", {"count": "3", "expected_version": places.version})
    assert again.status_code == 409
    places.refresh_from_db()
    assert (places.count, places.note) == (5, "fler")


def test_what_was_registered_by_mistake_is_taken_out_with_a_reason(coordinator, imported, collaboration):
    for at in (f"/agreements/{imported.reference}/", f"/collaborations/{collaboration.reference}/"):
        assert f"{at}void/" in coordinator.get(at).content.decode()
        assert coordinator.post(f"{at}void/", {"reason": " "}).status_code == 422
        sent(coordinator, f"{at}void/", reason="dubblett")
        assert coordinator.get(at).status_code == 404
    assert Agreement.objects.get().voided_at


def test_a_partner_nothing_uses_is_taken_out_by_the_office(client, house, imported, partner):
    client.force_login(house.people["office"])
    at = f"/partners/{partner.reference}/void/"
    used = client.post(at, {"reason": "fel"})
    assert used.status_code == 409
    free = Partner.objects.create(name_sv="Fel", name_en="Fel", sort_key="fel", country="SE")
    sent(client, f"/partners/{free.reference}/void/", reason="fel")
    free.refresh_from_db()
    assert free.voided_at
    client.force_login(house.people["coordinator"])
    assert client.get(at).status_code == 403


def test_an_agreement_is_asked_for_from_the_collaboration_that_shall_rest_on_it(
    coordinator,
    imported,
    partner,
    collaboration,
):
    CollaborationPartner.objects.create(collaboration=collaboration, partner=partner, name=partner.name_sv)
    at = f"/agreements/new/?collaboration={collaboration.reference}&framework={imported.reference}"
    assert (
        f"?collaboration={collaboration.reference}"
        in coordinator.get(f"/collaborations/{collaboration.reference}/").content.decode()
    )
    initial = coordinator.get(at).context["form"].initial
    assert (initial["unit"], initial["partner"].id) == ("abe", partner.reference)
    page = sent(
        coordinator,
        at,
        kind="exchange",
        title="Utbyte",
        partner=partner.name_sv,
        partner_id=partner.reference,
        unit="abe",
        collaboration="x",
        collaboration_id=collaboration.reference,
        framework="x",
        framework_id=imported.reference,
    )
    assert f"/collaborations/{collaboration.reference}/" in page
    assert Agreement.objects.get(kind="exchange").framework == imported
    assert coordinator.get("/agreements/new/?collaboration=C-NONE").status_code == 404


def test_names_in_the_history_speak_the_language_of_the_page(coordinator, imported, collaboration):
    at = f"/agreements/{imported.reference}/"
    chosen = {"collaboration": "Vindlabb", "collaboration_id": collaboration.reference}
    assert "Vindlabb" in sent(coordinator, f"{at}collaborations/new/", **chosen)
    coordinator.cookies["vidsyn_language"] = "en"
    page = coordinator.get(at).content.decode()
    assert f"{collaboration.reference} Wind lab" in page
    assert "Vindlabb" not in page

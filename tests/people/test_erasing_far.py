"""A name or address found in many other records is erased only after confirmation that it is one person's."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from vidsyn.history.models import HistoryEntry
from vidsyn.history.personal.needles import GONE
from vidsyn.kernel.bilingual import KindCount
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.models import Contact, PartnerNote
from vidsyn.partners.operations.contacts import partner_contact_add, partner_contact_erase
from vidsyn.partners.operations.network_people import network_representative_name
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.notes import partner_note_add
from vidsyn.partners.operations.partners import partner_close, partner_register
from vidsyn.people.actors import local_operator
from vidsyn.people.operations.erasure import person_erase
from vidsyn.wording.refusals import sentence

OFFICE = local_operator()
FUNCTION = "International Office"


@pytest.fixture
def contact(db) -> Contact:
    partner = partner_register(name="Universitetet i Nollby", actor=OFFICE)
    return partner_contact_add(partner=partner, name=FUNCTION, actor=OFFICE)


def noted(contact: Contact, times: int) -> None:
    """Write the name into that many notes, whose texts the history does not repeat."""
    for number in range(times):
        partner_note_add(
            partner=contact.partner, text=f"{number}: fråga {FUNCTION.lower()} först", actor=OFFICE
        )


def test_a_function_is_refused_with_how_many_and_where_and_nothing_is_lost(contact):
    noted(contact, 7)
    before = list(HistoryEntry.objects.order_by("pk").values())
    with pytest.raises(Refusal) as no:
        partner_contact_erase(contact=contact, reason="begärd", actor=OFFICE)
    assert (no.value.code, no.value.field) == ("erasure_reaches_far", "everywhere")
    assert no.value.params == {"count": 7, "where": (KindCount("partner_note", 7),)}
    with override("sv"):
        assert "7 andra ställen: anteckning om en partner (7)" in sentence(no.value)
    contact.refresh_from_db()
    assert (contact.name, contact.erased_at) == (FUNCTION, None)
    assert PartnerNote.objects.filter(text__contains=FUNCTION.lower()).count() == 7
    assert list(HistoryEntry.objects.order_by("pk").values()) == before


def test_confirmed_it_goes_everywhere(contact):
    noted(contact, 7)
    partner_contact_erase(contact=contact, reason="begärd", everywhere=True, actor=OFFICE)
    assert PartnerNote.objects.filter(text__contains=GONE).count() == 7


def test_a_few_other_things_are_erased_without_asking(contact):
    noted(contact, 5)
    partner_contact_erase(contact=contact, reason="begärd", actor=OFFICE)
    assert not PartnerNote.objects.filter(text__icontains=FUNCTION).exists()


def test_what_only_the_history_still_says_counts_as_well(contact):
    for place in ("Aalborg", "Brno", "Coimbra", "Delft", "Exeter", "Florens"):
        partner = partner_register(name=place, actor=OFFICE)
        partner_close(partner=partner, reason=f"Enligt {FUNCTION}", actor=OFFICE)
    with pytest.raises(Refusal, match="erasure_reaches_far") as no:
        partner_contact_erase(contact=contact, reason="begärd", actor=OFFICE)
    assert no.value.params["where"] == (KindCount("partner", 6),)


def test_an_account_asks_in_the_same_way_and_what_points_at_it_does_not_count(contact, somebody):
    anna = somebody("Anna Unikum")
    network = network_register(name_en="A network", actor=OFFICE)
    for number in range(8):
        network_representative_name(network=network, person=anna, role=f"{number}: Anna Unikum", actor=OFFICE)
    for number in range(6):
        partner_note_add(partner=contact.partner, text=f"{number}: Anna Unikum", actor=OFFICE)
    with pytest.raises(Refusal, match="erasure_reaches_far") as no:
        person_erase(person=anna, reason="begärd", actor=OFFICE)
    assert no.value.params["where"] == (KindCount("partner_note", 6),)
    person_erase(person=anna, reason="begärd", everywhere=True, actor=OFFICE)
    assert not PartnerNote.objects.filter(text__contains="Unikum").exists()

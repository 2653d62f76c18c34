"""Registering and changing partners, and the refusals."""

import pytest

from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.partners.logic.entries import NameEntry, PartnerEntry
from vidsyn.partners.models import NetworkMembership, Partner, PartnerNote
from vidsyn.partners.operations.bulk import (
    PartnerChange,
    partner_register_many,
    partner_update_many,
    partner_void_many,
)
from vidsyn.partners.operations.contacts import (
    partner_contact_add,
    partner_contact_erase,
    partner_contact_update,
)
from vidsyn.partners.operations.names import partner_name_add, partner_name_remove, partner_name_update
from vidsyn.partners.operations.network_people import network_member_add
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.notes import partner_note_add, partner_note_remove, partner_note_update
from vidsyn.partners.operations.partners import (
    partner_close,
    partner_link_ror,
    partner_parent_set,
    partner_register,
    partner_reopen,
    partner_successor_set,
    partner_unlink_ror,
    partner_update,
)
from vidsyn.partners.queries.finding import note_named
from vidsyn.partners.queries.search import partner_search
from vidsyn.partners.vocabulary import NameKind, PartnerKind

ROR = "https://ror.org/026vcq606"


def facts() -> list[str]:
    return list(HistoryEntry.objects.order_by("id").values_list("fact", flat=True))


def finds(actor, note) -> bool:
    try:
        return note_named(actor, str(note.pk)) == note
    except Refusal:
        return False


def test_a_partner_is_registered_with_all_its_names_and_one_fact(office):
    partner = partner_register(
        name="Kungliga Tekniska högskolan",
        language="sv",
        names=[
            NameEntry("KTH Royal Institute of Technology", "en"),
            NameEntry("KTH", None, NameKind.ACRONYM),
        ],
        kind=PartnerKind.UNIVERSITY,
        country="se",
        ror="026vcq606",
        erasmus_code="S STOCKHO04",
        actor=office,
    )
    partner.refresh_from_db()
    assert (partner.name_sv, partner.name_en) == (
        "Kungliga Tekniska högskolan",
        "KTH Royal Institute of Technology",
    )
    assert (partner.country, partner.ror, partner.erasmus_code) == ("SE", ROR, "S  STOCKHO04")
    entry = HistoryEntry.objects.get()
    assert entry.fact == "partner.registered"
    assert [name["name"] for name in entry.after["names"]][2] == "KTH"


def test_a_likely_duplicate_is_refused_until_the_person_says_otherwise(office, register):
    register("Århus Universitet", country="DK")
    with pytest.raises(Refusal, match="partner_looks_registered"):
        partner_register(name="ARHUS universitet", country="DK", actor=office)
    assert partner_register(
        name="ARHUS universitet", country="DK", despite_likeness=True, actor=office
    ).reference
    assert partner_register(name="Aalto-universitetet", country="FI", actor=office).country == "FI"


def test_an_identifier_belongs_to_one_active_partner(office, register):
    first = register("Ett universitet", ror=ROR)
    with pytest.raises(Refusal, match="partner_id_taken"):
        partner_register(name="Annat", ror=ROR, despite_likeness=True, actor=office)
    second = register("Annat")
    with pytest.raises(Refusal, match="partner_id_taken"):
        partner_link_ror(partner=second, ror=ROR, actor=office)
    partner_close(partner=first, reason="finns inte", actor=office)
    assert partner_link_ror(partner=second, ror=ROR, actor=office).ror == ROR
    with pytest.raises(Refusal, match="partner_id_taken"):
        partner_reopen(partner=first, reason="finns visst", actor=office)


def test_an_update_changes_what_is_given_and_keeps_what_was_before(office, register):
    partner = register("Ett universitet", country="SE", city="Stockholm")
    partner_update(partner=partner, city="Solna", reason="flyttade", actor=office)
    entry = HistoryEntry.objects.get(fact="partner.updated")
    assert (entry.before, entry.after, entry.reason) == (
        {"city": "Stockholm"},
        {"city": "Solna"},
        "flyttade",
    )
    partner_update(partner=partner, city="Solna", actor=office)
    assert facts().count("partner.updated") == 1
    assert Partner.objects.get().country == "SE"


def test_the_second_of_two_editors_is_told(office, register):
    partner = register("Ett universitet")
    partner_update(partner=partner, city="Solna", expected_version=1, actor=office)
    with pytest.raises(Refusal, match="changed_since") as refused:
        partner_update(partner=partner, city="Kista", expected_version=1, actor=office)
    assert refused.value.params["changes"][0]["after"] == {"city": "Solna"}


def test_linking_keeps_the_evidence_and_unlinking_needs_a_reason(office, register):
    partner = register("Kungliga Tekniska högskolan")
    partner_link_ror(partner=partner, ror=ROR, evidence={"name": "exact"}, actor=office)
    assert Partner.objects.get().ror_evidence == {"name": "exact"}
    with pytest.raises(Refusal, match="reason_required"):
        partner_unlink_ror(partner=partner, reason=" ", actor=office)
    partner_unlink_ror(partner=partner, reason="fel organisation", actor=office)
    assert Partner.objects.get().ror == ""


def test_names_are_added_changed_and_removed_and_search_follows(office, register):
    partner = register("Gamla högskolan")
    name = partner_name_add(partner=partner, name="New College", language="en", actor=office)
    assert [hit.partner for hit in partner_search(office, "new coll")] == [partner]
    partner_name_update(name=name, text="Newer College", actor=office)
    partner.refresh_from_db()
    assert partner.name_en == "Newer College"
    with pytest.raises(Refusal, match="partner_name_twice"):
        partner_name_add(partner=partner, name="Newer College", language="en", actor=office)
    partner_name_remove(name=name, actor=office)
    assert partner_search(office, "newer") == []
    with pytest.raises(Refusal, match="partner_last_official_name"):
        partner_name_remove(name=partner.names.get(), actor=office)
    assert facts()[-3:] == ["partner.name_added", "partner.name_updated", "partner.name_removed"]


def test_a_successor_is_set_and_taken_away(office, register):
    old, new = register("Högskolan"), register("Universitetet")
    partner_successor_set(partner=old, successor=new, reason="blev universitet", actor=office)
    assert Partner.objects.get(pk=old.pk).successor == new
    partner_successor_set(partner=old, successor=None, actor=office)
    assert Partner.objects.get(pk=old.pk).successor is None


def test_no_partner_is_its_own_parent_through_others(office, register):
    a, b, c = register("Aaa"), register("Bbb"), register("Ccc")
    partner_parent_set(partner=b, parent=a, actor=office)
    partner_parent_set(partner=c, parent=b, actor=office)
    a.refresh_from_db()
    with pytest.raises(Refusal, match="partner_own_relative"):
        partner_parent_set(partner=a, parent=Partner.objects.get(pk=c.pk), actor=office)


def test_contacts_are_personal_and_erasing_leaves_the_rest(office, register):
    partner = register("Ett universitet")
    contact = partner_contact_add(
        partner=partner, name="Kontakt Person", email="k@example.org", area="utbyte", actor=office
    )
    assert HistoryEntry.objects.get(fact="partner.contact_added").personal == ["email", "name", "phone"]
    for wrong in ({"email": "inte en adress"}, {"name": "", "email": ""}, {"name": "x" * 200}):
        with pytest.raises(Refusal):
            partner_contact_update(contact=contact, actor=office, **wrong)
    partner_contact_erase(contact=contact, reason="begärd", actor=office)
    contact.refresh_from_db()
    assert (contact.name, contact.email, contact.area) == ("", "", "utbyte")
    told = HistoryEntry.objects.filter(subject_id=str(contact.pk))
    assert "Kontakt Person" not in str(list(told.values_list("before", "after", "salts")))
    with pytest.raises(Refusal, match="contact_erased"):
        partner_contact_update(contact=contact, name="Åter", actor=office)


def test_a_note_is_seen_by_its_unit_and_the_office_only(office, coordinator, reader, register, school):
    partner = register("Ett universitet")
    note = partner_note_add(partner=partner, text="svårnådda", unit=school, actor=coordinator)
    own = partner_note_add(partner=partner, text="kansliets", actor=office)
    seen = {who: [n for n in (note, own) if finds(actor, n)] for who, actor in
            {"office": office, "coordinator": coordinator, "reader": reader}.items()}  # fmt: skip
    assert seen == {"office": [note, own], "coordinator": [note], "reader": []}
    assert all(HistoryEntry.objects.filter(fact="partner.note_added").values_list("restricted", flat=True))
    with pytest.raises(Refusal, match="not_allowed"):
        partner_note_add(partner=partner, text="nej", unit=school, actor=reader)
    with pytest.raises(Refusal, match="not_allowed"):
        partner_note_add(partner=partner, text="nej", actor=coordinator)
    assert PartnerNote.objects.count() == 2


def test_a_note_is_changed_and_taken_away_without_history_showing_it_to_all(coordinator, register, school):
    note = partner_note_add(partner=register("Ett"), text="först", unit=school, actor=coordinator)
    partner_note_update(note=note, text="sedan", expected_version=1, actor=coordinator)
    with pytest.raises(Refusal, match="changed_since") as refused:
        partner_note_update(note=note, text="försent", expected_version=1, actor=coordinator)
    assert refused.value.params["changes"][0]["after"] == {"text": "sedan"}  # the actor may edit it
    partner_note_remove(note=note, actor=coordinator)
    assert not finds(coordinator, note)
    last = HistoryEntry.objects.get(fact="partner.note_removed")
    assert (last.before, last.restricted) == ({"text": "sedan"}, True)


def test_readers_change_nothing(reader, register):
    partner = register("Ett universitet")
    for run, given in (
        (partner_register, {"name": "Nytt"}),
        (partner_update, {"partner": partner, "city": "X"}),
        (partner_name_add, {"partner": partner, "name": "X"}),
        (partner_contact_add, {"partner": partner, "name": "X"}),
        (partner_close, {"partner": partner, "reason": "x"}),
        (partner_void_many, {"partners": [partner], "reason": "x"}),
        (network_register, {"name_sv": "X"}),
    ):
        with pytest.raises(Refusal, match="not_allowed"):
            run(actor=reader, **given)


def test_many_are_registered_each_with_its_own_row(office):
    entries = [
        PartnerEntry((NameEntry(f"Universitet {n}"),), country="SE", extra={"Anm": f"rad {n}"})
        for n in range(30)
    ]
    partners = partner_register_many(entries=entries, reason="import", actor=office)
    rows = HistoryEntry.objects.filter(fact="partner.registered")
    assert len(partners) == 30 == rows.count()
    assert rows.values("correlation_id").distinct().count() == 1
    # First, not alone: a random reference may contain 17 too.
    assert partner_search(office, "universitet 17")[0].partner == partners[17]


def test_many_are_refused_together_with_the_place_of_each_fault(office, register):
    register("Ett universitet", ror=ROR)
    bad = [
        PartnerEntry((NameEntry("A"),), ror="026vcq607"),
        PartnerEntry((NameEntry("B"),), country="QQ"),
        PartnerEntry((NameEntry("C"),)),
    ]
    with pytest.raises(Refusals) as refused:
        partner_register_many(entries=bad, actor=office)
    assert [r.field for r in refused.value.refusals] == ["entries.0.ror", "entries.1.country"]
    with pytest.raises(Refusal, match="partner_id_taken") as taken:
        partner_register_many(
            entries=[PartnerEntry((NameEntry("B"),)), PartnerEntry((NameEntry("C"),), ror=ROR)], actor=office
        )
    assert taken.value.field == "entries.1.ror"
    twice = [PartnerEntry((NameEntry(n),), pic="999990946") for n in "DE"]
    with pytest.raises(Refusal, match="partner_id_twice_in_list"):
        partner_register_many(entries=twice, actor=office)
    assert Partner.objects.count() == 1


def test_many_are_changed_and_those_already_so_left_alone(office, register):
    one, two = register("Ett", city="Umeå"), register("Två", city="Lund")
    partner_update_many(
        changes=[
            PartnerChange(one, {"city": "Umeå"}, names=(NameEntry("Ett"),)),
            PartnerChange(two, {"city": "Malmö"}, names=(NameEntry("Two", "en"),)),
        ],
        actor=office,
    )
    entry = HistoryEntry.objects.get(fact="partner.updated")
    assert entry.subject_id == str(two.pk)
    two.refresh_from_db()
    assert (two.city, two.name_en) == ("Malmö", "Two")


def test_what_is_in_use_is_not_removed_and_what_is_removed_comes_back(office, register):
    used, unused = register("Använd"), register("Oanvänd")
    network = network_register(name_sv="Nätverk", actor=office)
    network_member_add(network=network, partner=used, actor=office)
    with pytest.raises(Refusal, match="partner_in_use"):
        partner_void_many(partners=[used, unused], reason="fel", actor=office)
    partner_void_many(partners=[unused], reason="fel", actor=office)
    assert partner_search(office, "oanvänd") == []
    partner_reopen(partner=unused, reason="rätt ändå", actor=office)
    assert len(partner_search(office, "oanvänd")) == 1
    assert NetworkMembership.objects.count() == 1

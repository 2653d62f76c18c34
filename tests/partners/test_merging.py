"""Merging loses nothing, asks about differences, refuses unknown relations, and can be undone."""

import pytest
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.logic.entries import MergeChoice, NameEntry
from vidsyn.partners.models import (
    Contact,
    NetworkMembership,
    Partner,
    PartnerMerge,
    PartnerName,
    declared_relations,
)
from vidsyn.partners.models import relations as relations_module
from vidsyn.partners.models.relations import undeclared
from vidsyn.partners.operations.contacts import partner_contact_add
from vidsyn.partners.operations.merging import partner_merge, partner_not_duplicate, partner_unmerge
from vidsyn.partners.operations.names import partner_name_add
from vidsyn.partners.operations.network_people import network_member_add
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.partners import partner_parent_set, partner_update
from vidsyn.partners.queries.likeness import duplicate_proposals
from vidsyn.partners.queries.merging import partner_merge_preview
from vidsyn.partners.queries.search import partner_search
from vidsyn.partners.vocabulary import Side

ROR = "https://ror.org/026vcq606"


def test_every_foreign_key_to_a_partner_is_declared():
    assert undeclared() == []


def test_a_relation_nobody_declared_stops_a_merge(office, register, monkeypatch):
    one, other = register("Ett"), register("Ett B")
    known = dict(relations_module._relations)
    del known["partners.Contact", "partner"]
    monkeypatch.setattr(relations_module, "_relations", known)
    with pytest.raises(Refusal, match=r"partner_merge_relation_unknown.*Contact\.partner"):
        partner_merge(kept=one, merged=other, actor=office)


def test_everything_moves_and_search_finds_the_kept_one_by_both_names(office, register):
    kept, merged = register("Uppsala universitet", language="sv"), register("Uppsala Univ.", city="Uppsala")
    contact = partner_contact_add(partner=merged, name="Kontakt", actor=office)
    network = network_register(name_sv="Nätverk", actor=office)
    network_member_add(network=network, partner=merged, actor=office)
    child = register("Dotter")
    partner_parent_set(partner=child, parent=merged, actor=office)
    merge = partner_merge(kept=kept, merged=merged, reason="samma", actor=office)
    assert Contact.objects.get().partner_id == NetworkMembership.objects.get().partner_id == kept.pk
    assert Partner.objects.get(pk=child.pk).parent_id == kept.pk
    assert Partner.objects.get(pk=kept.pk).city == "Uppsala"
    assert [hit.partner.pk for hit in partner_search(office, "uppsala univ.")] == [kept.pk]
    told = HistoryEntry.objects.filter(correlation_id=HistoryEntry.objects.get(
        fact="partner.merged").correlation_id)  # fmt: skip
    assert told.filter(fact="partner.relation_moved", subject_id=str(contact.pk)).exists()
    assert told.filter(fact="partner.merged_into", subject_id=str(merged.pk)).exists()
    assert merge.fields_after["city"] == "Uppsala"


def test_only_conflicts_are_asked_about(office, register):
    kept = register("Ett", country="SE", city="Lund", website="https://www.lu.se")
    merged = register("Ett AB", country="SE", city="Malmö", pic="999990946")
    with pytest.raises(Refusal, match="partner_merge_choices") as refused:
        partner_merge(kept=kept, merged=merged, actor=office)
    assert refused.value.params["conflicts"] == [{"field": "city", "kept": "Lund", "merged": "Malmö"}]
    assert partner_merge_preview(office, kept, merged).conflicts[0].field == "city"
    with pytest.raises(Refusal, match="partner_merge_choice_unknown"):
        partner_merge(kept=kept, merged=merged, choices=[MergeChoice("country", Side.KEPT)], actor=office)
    partner_merge(kept=kept, merged=merged, choices=[MergeChoice("city", Side.MERGED)], actor=office)
    kept.refresh_from_db()
    assert (kept.city, kept.pic, kept.website) == ("Malmö", "999990946", "https://www.lu.se")


def test_a_twin_stays_where_it_is_rather_than_doubling(office, register):
    kept, merged = register("Ett"), register("Ett B")
    network = network_register(name_sv="Nätverk", actor=office)
    for partner in (kept, merged):
        network_member_add(network=network, partner=partner, actor=office)
    partner_merge(kept=kept, merged=merged, actor=office)
    assert NetworkMembership.objects.filter(partner=kept).count() == 1
    assert NetworkMembership.objects.count() == 2


def test_a_second_official_name_in_one_language_becomes_another_form(office, register):
    kept, merged = register("Lunds universitet", language="sv"), register("Lund Univ", language="sv")
    merge = partner_merge(kept=kept, merged=merged, actor=office)
    assert Partner.objects.get(pk=kept.pk).name_sv == "Lunds universitet"
    assert PartnerName.objects.get(name="Lund Univ").kind == "other"
    partner_unmerge(merge=merge, reason="fel", actor=office)
    assert PartnerName.objects.get(name="Lund Univ").kind == "official"


def everything() -> dict[str, str]:
    """Return all partners and what refers to them, without versions and times, which never revert."""
    found = {}
    for model in sorted({relation.model for relation in declared_relations()}, key=lambda m: m._meta.label):
        if model in (PartnerMerge,):
            continue
        for row in serializers.serialize("python", model._base_manager.all()):
            fields = {k: v for k, v in row["fields"].items() if k not in ("version", "updated_at")}
            key = fields["word"] + str(fields["partner"]) if "word" in fields else row["pk"]
            found[f"{row['model']}:{key}"] = str(fields)
    return found


values = st.fixed_dictionaries(
    {},
    optional={
        "city": st.sampled_from(["Lund", "Malmö"]),
        "country": st.sampled_from(["SE", "DK"]),
        "website": st.sampled_from(["https://a.se", "https://b.se"]),
    },
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept_values=values, merged_values=values, side=st.sampled_from(Side), contacts=st.integers(0, 2))
def test_undoing_brings_everything_back(office, register, kept_values, merged_values, side, contacts):
    kept = register("Ett", names=[NameEntry("Gemensamt", "sv")], extra={"Anm": "a"}, **kept_values)
    merged = register("Två", names=[NameEntry("Gemensamt", "sv")], extra={"Anm": "b"}, **merged_values)
    for number in range(contacts):
        partner_contact_add(partner=merged, name=f"K{number}", actor=office)
    partner_parent_set(partner=merged, parent=kept, actor=office)
    before = everything()
    differing = partner_merge_preview(office, kept, merged).conflicts
    choices = [MergeChoice(conflict.field, side) for conflict in differing]
    merge = partner_merge(kept=kept, merged=merged, choices=choices, actor=office)
    assert everything() != before
    partner_unmerge(merge=merge, reason="fel", actor=office)
    assert everything() == before


def test_undoing_keeps_what_was_changed_since(office, register):
    kept, merged = register("Ett"), register("Två", city="Lund", ror=ROR)
    merge = partner_merge(kept=kept, merged=merged, actor=office)
    partner_update(partner=Partner.objects.get(pk=kept.pk), city="Ystad", actor=office)
    later = partner_name_add(partner=Partner.objects.get(pk=kept.pk), name="Tillagt sedan", actor=office)
    partner_unmerge(merge=merge, reason="fel", actor=office)
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (kept.city, kept.ror, merged.ror) == ("Ystad", "", ROR)
    assert PartnerName.objects.get(pk=later.pk).partner_id == kept.pk
    with pytest.raises(Refusal, match="partner_merge_undone"):
        partner_unmerge(merge=merge, reason="igen", actor=office)


def test_a_merged_partner_is_not_edited_or_merged_again(office, register):
    one, two, three = register("Ett"), register("Två"), register("Tre")
    first = partner_merge(kept=one, merged=two, actor=office)
    with pytest.raises(Refusal, match="partner_merged"):
        partner_update(partner=two, city="X", actor=office)
    partner_merge(kept=three, merged=one, actor=office)
    with pytest.raises(Refusal, match="partner_merge_later"):
        partner_unmerge(merge=first, reason="fel", actor=office)


def test_only_the_office_merges(coordinator, register):
    with pytest.raises(Refusal, match="not_allowed"):
        partner_merge(kept=register("Ett"), merged=register("Två"), actor=coordinator)


def test_lookalikes_are_proposed_until_somebody_says_they_are_not(office, register):
    one = register("Göteborgs universitet", country="SE")
    other = register("Goteborgs Universitet", country="SE")
    near = register("Göteborgs universitetet", country="SE")
    register("Lunds universitet", country="SE")
    pairs = {frozenset((p.first.pk, p.second.pk)): p.reason for p in duplicate_proposals(office)}
    assert pairs[frozenset((one.pk, other.pk))] == "same_name"
    assert pairs[frozenset((one.pk, near.pk))] == "similar_name"
    assert len(pairs) == 3
    partner_not_duplicate(first=other, second=one, actor=office)
    assert frozenset((one.pk, other.pk)) not in {
        frozenset((p.first.pk, p.second.pk)) for p in duplicate_proposals(office)
    }

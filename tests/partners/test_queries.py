"""Finding partners and networks: by any name, limited to what the viewer may see, in constant statements."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vidsyn.acts.lookup import find
from vidsyn.partners.logic.entries import NameEntry, PartnerEntry
from vidsyn.partners.models import Network, Partner
from vidsyn.partners.operations.bulk import partner_register_many
from vidsyn.partners.operations.contacts import partner_contact_add
from vidsyn.partners.operations.network_people import network_member_add
from vidsyn.partners.operations.network_plans import network_review_decide, network_review_plan
from vidsyn.partners.operations.networks import network_close, network_register
from vidsyn.partners.queries.likeness import partner_likeness
from vidsyn.partners.queries.networks import network_list, network_story, reviews_due
from vidsyn.partners.queries.partners import PartnerFilter, partner_list, partner_story
from vidsyn.partners.queries.search import partner_search
from vidsyn.partners.vocabulary import NameKind, ReviewOutcome

TODAY = date(2026, 11, 22)
ROR = "https://ror.org/026vcq606"


@pytest.fixture
def kth(register) -> Partner:
    return register(
        "Kungliga Tekniska högskolan",
        language="sv",
        names=[
            NameEntry("KTH Royal Institute of Technology", "en"),
            NameEntry("KTH", None, NameKind.ACRONYM),
        ],
        country="SE",
        city="Stockholm",
        ror=ROR,
        erasmus_code="S STOCKHO04",
        schac="kth.se",
        extra={"Anm": "prioriterad samarbetspartner"},
    )


@pytest.mark.parametrize(
    "typed",
    ["kung", "HOGSKOLAN tekn", "hoegskolan", "royal inst", "kth", "026vcq606", ROR, "S STOCKHO04",
     "sstockho04", "stockho04", "kth.se", "stockholm"],
)  # fmt: skip
def test_found_by_any_name_or_identifier_as_one_types(reader, register, kth, typed):
    register("Chalmers tekniska högskola", city="Göteborg")
    assert partner_search(reader, typed)[0].partner == kth


def test_not_found_by_half_of_a_word_or_by_nothing(reader, kth):
    assert [partner_search(reader, typed) for typed in ("niska", "", "   ", "%", "kth lund")] == [[]] * 5


def test_the_best_name_comes_first(reader, register):
    part = register("Institute at Lund University")
    begins = register("Lund University Hospital")
    exact = register("Lund University")
    assert [hit.partner for hit in partner_search(reader, "lund university")] == [exact, begins, part]


def test_imported_columns_are_searched_by_those_who_may_read_them(reader, coordinator, office, kth):
    assert [hit.partner for hit in partner_search(office, "prioriterad")] == [kth]
    assert partner_search(reader, "prioriterad") == partner_search(coordinator, "prioriterad") == []
    assert partner_story(reader, kth.reference, on=TODAY).extra == {}


def test_who_may_not_see_cases_finds_nothing(administrator, kth):
    assert partner_search(administrator, "kth") == []
    assert partner_list(administrator).total == 0


def test_the_finder_takes_id_reference_and_ror(reader, kth):
    assert {find(Partner, reader, name) for name in (str(kth.pk), kth.reference.lower(), ROR)} == {kth}


def alike(reader, text: str) -> list[tuple[Partner, str]]:
    return [(one.partner, str(one.reason)) for one in partner_likeness(reader, [text])]


def test_free_text_is_like_the_partners_of_that_name_or_nearly(reader, kth):
    assert alike(reader, "kungliga tekniska HÖGSKOLAN") == [(kth, "same_name")]
    assert alike(reader, "Kungliga Tekniske högskolan") == [(kth, "similar_name")]
    assert alike(reader, "kth") == [(kth, "similar_name")]
    assert alike(reader, "Något helt annat") == []


def statements(run) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        run()
    return len(queries)


def test_lists_and_stories_take_the_same_statements_for_one_as_for_many(office, reader, kth):
    network = network_register(name_sv="Nätverk", actor=office)
    asked = {
        "list": lambda: partner_list(reader, PartnerFilter(text="u")),
        "search": lambda: partner_search(reader, "u"),
        "story": lambda: partner_story(reader, kth.reference, on=TODAY),
        "networks": lambda: network_list(reader, on=TODAY),
        "network": lambda: network_story(reader, network.reference, on=TODAY),
    }

    def grow(number: int) -> None:
        names = [NameEntry(f"Universitet {number}-{n}") for n in range(number)]
        partners = partner_register_many(entries=[PartnerEntry((name,)) for name in names], actor=office)
        for partner in partners:
            network_member_add(network=network, partner=partner, actor=office)
            partner_contact_add(partner=kth, name="Kontakt", actor=office)
            other = network_register(name_sv=f"N {partner.name}", actor=office)
            network_member_add(network=other, partner=kth, actor=office)

    grow(1)
    one = {name: statements(run) for name, run in asked.items()}
    grow(12)
    assert {name: statements(run) for name, run in asked.items()} == one
    assert max(one.values()) <= 9


def test_filters_of_the_list(reader, register, kth):
    register("Aalto", country="FI")
    assert [p.name for p in partner_list(reader, PartnerFilter(countries=("FI",))).rows] == ["Aalto"]
    assert partner_list(reader, PartnerFilter(linked=True)).rows == [kth]
    assert partner_list(reader, PartnerFilter(text="?!")).total == 0
    assert partner_list(reader, size=1).pages == 2


def test_a_network_tells_its_members_and_asks_whether_to_stay(office, reader, kth):
    network = network_register(name_sv="Nordic Five Tech", acronym="N5T", actor=office)
    network_member_add(network=network, actor=office)
    member = network_member_add(
        network=network, partner=kth, starts_on=date(2006, 1, 1), ends_on=date(2020, 1, 1), actor=office
    )
    network_review_plan(network=network, due_on=date(2027, 1, 1), question="Stanna?", actor=office)
    story = network_story(reader, network.reference, on=TODAY)
    assert (story.members, story.past_members, story.own is not None) == ([], [member], True)
    assert [r.due_on for r in reviews_due(reader, until=date(2027, 1, 1))] == [date(2027, 1, 1)]
    network_review_decide(
        review=story.open_review, outcome=ReviewOutcome.STAY, decided_on=TODAY, decided_by="rektor",
        reason="ger mycket", next_due_on=date(2030, 1, 1), actor=office,
    )  # fmt: skip
    story = network_story(reader, network.reference, on=TODAY)
    assert story.decided_reviews[0].decided_by == "rektor"
    assert story.open_review.due_on == date(2030, 1, 1)
    assert [n.acronym for n in network_list(reader, "n5t", on=TODAY)] == ["N5T"]
    network_close(network=Network.objects.get(), reason="lämnat", on=TODAY, actor=office)
    assert network_list(reader, on=TODAY) == []


def test_two_partners_in_one_country_are_not_alike_for_that(register, office):
    first = register("Stockholms stad", country="SE", city="Stockholm")
    given = {"country": "SE", "city": "Stockholm", "ror": ""}
    assert first not in [one.partner for one in partner_likeness(office, ["Sjukhuset"], identifiers=given)]

"""Screening: the exact name first, persons only when said, disguises seen through, reasons that sum."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.matching import Band
from vidsyn.matching.lists.listing import Listing, ListingKind
from vidsyn.matching.lists.snapshots import list_import
from vidsyn.matching.screening.listed_names import Entry
from vidsyn.matching.screening.screener import Asked, Screener, Screening, open_screener

LISTED = [
    Listing("p1", ListingKind.PERSON, ("Borislav Vymyshlenov", "VYMYSHLENOV Boris")),
    Listing("p2", ListingKind.PERSON, ("Karim Al-Khayali",)),
    Listing("p3", ListingKind.PERSON, ("Ri Yong Chang",)),
    Listing("o1", ListingKind.ORGANISATION, ("Invented Academy of Military Sciences", "IAMS")),
    Listing("o2", ListingKind.ORGANISATION, ("Zavod Vydumka JSC",)),
    Listing("o3", ListingKind.ORGANISATION, ("Northern Imaginary University of Aeronautics",)),
    Listing("o4", ListingKind.ORGANISATION, ("Northern Imaginary University of Astronautics",)),
]
ENTRIES = [Entry("made", listing) for listing in LISTED]
SCREENER = Screener(ENTRIES)


def keys(name: str, kind: Asked = Asked.ANY) -> list[str]:
    return [hit.listing.key for hit in SCREENER.screen(Screening(name, kind))]


@pytest.mark.parametrize("listing", LISTED, ids=lambda listing: listing.key)
def test_every_listed_name_finds_itself_first_and_is_accepted(listing: Listing) -> None:
    for name in listing.names:
        hit = SCREENER.screen(Screening(name, Asked.ANY))[0]
        assert (hit.listing.key, hit.exact, hit.band) == (listing.key, True, Band.ACCEPT)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Vymyshlenov, Borislav", Asked.PERSON, "p1"),
        ("Б\u043eрислав Вымышленов", Asked.PERSON, "p1"),
        ("Boris\u200blav Vym\u0443shlenov", Asked.PERSON, "p1"),
        ("Dr. Borislaw Wymyschlenow", Asked.PERSON, "p1"),
        ("Brslv Vmshlnv", Asked.PERSON, "p1"),
        ("كريم الخيالي", Asked.PERSON, "p2"),
        ("Kareem El Khayaly", Asked.PERSON, "p2"),
        ("리용창", Asked.PERSON, "p3"),
        ("Завод Выдумка АО", Asked.ORGANISATION, "o2"),
        ("Vydumka Plant", Asked.ORGANISATION, "o2"),
        ("Invented Acad. of Military Science", Asked.ORGANISATION, "o1"),
        ("lnvented Acaderny of Military Sciences", Asked.ORGANISATION, "o1"),
    ],
)
def test_a_name_written_otherwise_is_found(name: str, kind: Asked, expected: str) -> None:
    assert keys(name, kind)[:1] == [expected]


@pytest.mark.parametrize("name", ["Anna Svensson", "Lunds universitet", "", "  ", "\u202e\u200f", "...", "x"])
def test_nobody_listed_is_nobody(name: str) -> None:
    assert all(hit.band is Band.NONE for hit in SCREENER.screen(Screening(name, Asked.ANY)))


def test_persons_are_screened_only_when_said() -> None:
    assert Screening("Borislav Vymyshlenov").kind is Asked.ORGANISATION
    assert all(
        hit.listing.kind is not ListingKind.PERSON
        for hit in SCREENER.screen(Screening("Borislav Vymyshlenov"))
    )


def test_an_alias_given_finds_too() -> None:
    hits = SCREENER.screen(Screening("Quite Another", Asked.PERSON, aliases=("Karim Al-Khayali",)))
    assert hits[0].listing.key == "p2"


def test_the_exact_name_ranks_before_its_neighbour() -> None:
    assert keys("Northern Imaginary University of Astronautics") == ["o4", "o3"]


def test_the_order_of_lists_does_not_matter() -> None:
    turned = Screener(list(reversed(ENTRIES)))
    for name in ("Boris Vymyshlenov", "Northern Imaginary University", "Zavod"):
        assert turned.screen(Screening(name, Asked.ANY)) == SCREENER.screen(Screening(name, Asked.ANY))


def test_reasons_sum_to_what_decided() -> None:
    asked = Screening("Boris Vymyshlenow", Asked.PERSON)
    scores = SCREENER.model.scores([found.values for found in SCREENER.judged(asked)]).tolist()
    for hit in SCREENER.screen(asked):
        if hit.why:
            assert any(
                sum(reason.weight for reason in hit.why) == pytest.approx(score, abs=1e-3) for score in scores
            )


@given(st.text(max_size=200), st.sampled_from(list(Asked)))
def test_any_text_has_an_answer_and_always_the_same(text: str, kind: Asked) -> None:
    first = SCREENER.screen(Screening(text, kind))
    assert first == SCREENER.screen(Screening(text, kind))


@given(st.sampled_from(LISTED), st.integers(0, 30), st.characters(categories=["L"]))
def test_noise_never_lifts_a_wrong_name_over_the_exact_one(listing: Listing, place: int, letter: str) -> None:
    exact = SCREENER.screen(Screening(listing.names[0], Asked.ANY))[0]
    noisy = listing.names[0][:place] + letter + listing.names[0][place:]
    for hit in SCREENER.screen(Screening(noisy, Asked.ANY)):
        if hit.listing.key != listing.key:
            assert hit.confidence <= exact.confidence


def test_coverage_says_what_a_miss_means(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("key,names\na,Alpha Works\n")
    at = datetime(2026, 11, 22, tzinfo=UTC)
    list_import(
        source, tmp_path / "lists", name="mine", format="generic-csv", at=at, list_date=date(2026, 11, 1)
    )
    opened = open_screener(tmp_path / "lists")
    assert [hit.listing.key for hit in opened.screen(Screening("Alpha Works"))] == ["a"]
    (told,) = opened.coverage.as_json(date(2026, 11, 22))
    assert (told["list"], told["date"], told["age_days"], told["rows"]) == ("mine", "2026-11-01", 21, 1)

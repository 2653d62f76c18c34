"""Screening: the exact name first, persons only on request, disguises recognised, reasons that sum."""

from __future__ import annotations

import json
import math
import os
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.matching.conftest import ror

from vidsyn.matching import Band, import_dump
from vidsyn.matching.lists.listing import Listing, ListingKind
from vidsyn.matching.lists.snapshots import list_import
from vidsyn.matching.screening.answers import Asked, Screening
from vidsyn.matching.screening.building import Entry
from vidsyn.matching.screening.cached_index import bridge_counts, open_screener
from vidsyn.matching.screening.screener import Screener

LISTED = [
    Listing("p1", ListingKind.PERSON, ("Borislav Vymyshlenov", "VYMYSHLENOV Boris"), births=("1970-01-02",)),
    Listing("p2", ListingKind.PERSON, ("Karim Al-Khayali",)),
    Listing("p3", ListingKind.PERSON, ("Ri Yong Chang",)),
    Listing("p4", ListingKind.PERSON, ("Abd al-Rahman Sayf al-Din",)),
    Listing("p5", ListingKind.PERSON, ("Robert Vydumkin",)),
    Listing("o1", ListingKind.ORGANISATION, ("Invented Academy of Military Sciences", "IAMS")),
    Listing(
        "o2", ListingKind.ORGANISATION, ("Zavod Vydumka JSC",), countries=("RU",), identifiers=("7700123456",)
    ),
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
        ("عبد الرحمن سيف الدين", Asked.PERSON, "p4"),
        ("Abdulrahman Saifuddin", Asked.PERSON, "p4"),
        ("Bob Vydumkin", Asked.PERSON, "p5"),
        ("Завод Выдумка АО", Asked.ORGANISATION, "o2"),
        ("Vydumka Plant", Asked.ORGANISATION, "o2"),
        ("ООО «Завод Выдумка»", Asked.ORGANISATION, "o2"),
        ("IAMS", Asked.ORGANISATION, "o1"),
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


def test_what_is_known_beside_the_name_tells_namesakes_apart() -> None:
    def sure(**known: Any) -> float:
        return SCREENER.screen(Screening("Zavod Vydumka", **known))[0].confidence

    assert (
        sure(country="SE")
        < sure()
        < sure(country="Ryssland")
        <= sure(country="RU", identifiers=("7700 123 456",))
    )
    assert SCREENER.screen(Screening("Zavod Vydumka JSC", country="SE"))[0].band is Band.REVIEW
    born = [
        SCREENER.screen(Screening("Borislav Vymyshlenov", Asked.PERSON, births=births))[0]
        for births in (("1970",), (), ("1988-05-05",))
    ]
    assert [hit.band for hit in born] == [Band.ACCEPT, Band.ACCEPT, Band.REVIEW]
    assert [hit.exact for hit in born] == [True, True, True]


def test_a_person_is_never_told_apart_by_country() -> None:
    plain = SCREENER.screen(Screening("Borislav Vymyshlenov", Asked.PERSON))
    assert SCREENER.screen(Screening("Borislav Vymyshlenov", Asked.PERSON, country="SE")) == plain


def test_an_identifier_finds_whoever_it_is_called() -> None:
    (hit, *_) = SCREENER.screen(Screening("Quite Another Name", identifiers=("7700123456",)))
    assert (hit.listing.key, "identifier" in [reason.code for reason in hit.why]) == ("o2", bool(hit.why))
    assert hit.band is not Band.ACCEPT
    assert SCREENER.screen(Screening("Quite Another Name", Asked.PERSON, identifiers=("7700123456",))) == []


def test_the_exact_name_ranks_before_its_neighbour() -> None:
    assert keys("Northern Imaginary University of Astronautics") == ["o4", "o3"]


def test_the_order_of_lists_does_not_matter() -> None:
    turned = Screener(list(reversed(ENTRIES)))
    for name in ("Boris Vymyshlenov", "Northern Imaginary University", "Zavod"):
        assert turned.screen(Screening(name, Asked.ANY)) == SCREENER.screen(Screening(name, Asked.ANY))


def test_reasons_sum_to_what_decided() -> None:
    for asked in (
        Screening("Boris Vymyshlenow", Asked.PERSON, births=("1970",)),
        Screening("Borislav Vymyshlenov", Asked.PERSON, births=("2.1.1971",)),
        Screening("Zavod Vydumka", country="RU", identifiers=("7700-123456",)),
        Screening("Northern Imaginary University of Astronautic", country="Sweden"),
    ):
        hits = SCREENER.screen(asked)
        assert any(hit.why for hit in hits)
        for hit in hits:
            if hit.why:
                odds = sum(reason.weight for reason in hit.why)
                assert 1 / (1 + math.exp(-odds)) == pytest.approx(hit.confidence, abs=1e-4)


@given(st.text(max_size=200), st.sampled_from(list(Asked)))
def test_any_text_has_an_answer_and_always_the_same(text: str, kind: Asked) -> None:
    first = SCREENER.screen(Screening(text, kind))
    assert first == SCREENER.screen(Screening(text, kind))


ASKED = (
    "Boris Vymyshlenov",
    "Zavod",
    "Northern Imaginary University",
    "كريم الخيالي",
    "",
    "IAMS",
    "Robert V.",
)


@given(st.permutations(ASKED))
def test_the_order_of_questions_does_not_matter(names: list[str]) -> None:
    together = SCREENER.screen_many([Screening(name, Asked.ANY) for name in names])
    assert dict(zip(names, together, strict=True)) == {
        name: SCREENER.screen(Screening(name, Asked.ANY)) for name in ASKED
    }


@given(
    st.sampled_from([name for listing in LISTED for name in listing.names]),
    st.text(max_size=4),
    st.sampled_from([None, "RU", "SE"]),
    st.sampled_from([(), ("1970",), ("1988",)]),
)
def test_whatever_is_asked_the_reasons_sum_to_the_confidence(
    name: str, noise: str, country: str | None, births: tuple[str, ...]
) -> None:
    for hit in SCREENER.screen(Screening(name + noise, Asked.ANY, country=country, births=births)):
        if hit.why:
            odds = sum(reason.weight for reason in hit.why)
            assert 1 / (1 + math.exp(-odds)) == pytest.approx(hit.confidence, abs=1e-4)


@given(st.sampled_from(LISTED), st.integers(0, 30), st.characters(categories=["L"]))
def test_noise_never_lifts_a_wrong_name_over_the_exact_one(listing: Listing, place: int, letter: str) -> None:
    exact = SCREENER.screen(Screening(listing.names[0], Asked.ANY))[0]
    noisy = listing.names[0][:place] + letter + listing.names[0][place:]
    for hit in SCREENER.screen(Screening(noisy, Asked.ANY)):
        if hit.listing.key != listing.key:
            assert hit.confidence <= exact.confidence


def imported(folder: Path, name: str, lines: list[dict[str, Any]], on: date | None = None) -> None:
    source = folder / f"{name}.jsonl"
    source.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )
    at = datetime(2026, 11, 22, tzinfo=UTC)
    list_import(source, folder / "lists", name=name, format="generic-jsonl", at=at, list_date=on)


def test_coverage_says_what_a_miss_means(tmp_path: Path) -> None:
    imported(tmp_path, "mine", [{"key": "a", "names": ["Alpha Works"]}], date(2026, 11, 1))
    opened = open_screener(tmp_path / "lists")
    (hit,) = opened.screen(Screening("Alpha Works"))
    told = hit.as_json()
    assert (told["id"], told["list"], told["list_date"], told["row"]["key"]) == (
        "a",
        "mine",
        "2026-11-01",
        "a",
    )
    (told,) = opened.coverage.as_json(date(2026, 11, 22))
    assert (told["list"], told["date"], told["age_days"], told["rows"]) == ("mine", "2026-11-01", 21, 1)


def test_only_the_lists_named_are_screened(tmp_path: Path) -> None:
    imported(tmp_path, "one", [{"key": "a", "names": ["Alpha Works"]}])
    imported(tmp_path, "two", [{"key": "b", "names": ["Alpha Works"], "identifiers": ["7700123456"]}])
    lists = tmp_path / "lists"
    assert [hit.list_name for hit in open_screener(lists).screen(Screening("Alpha Works"))] == ["one", "two"]
    assert [hit.list_name for hit in open_screener(lists, ["two"]).screen(Screening("Alpha Works"))] == [
        "two"
    ]
    numbered = Screening("Quite Another", identifiers=("7700123456",))
    assert [hit.list_name for hit in open_screener(lists).screen(numbered)] == ["two"]
    assert open_screener(lists, ["one"]).screen(numbered) == []
    assert open_screener(lists, ["two", "one"]).screen(Screening("Alfa Works")) == open_screener(
        lists, ["one", "two"]
    ).screen(Screening("Alfa Works"))


def kept_indexes(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "lists").glob("screening-*"))


def test_the_index_is_made_once_and_anew_when_a_list_changes(tmp_path: Path) -> None:
    imported(tmp_path, "mine", [{"key": "a", "names": ["Alpha Works"]}], date(2026, 1, 1))
    first = open_screener(tmp_path / "lists").screen(Screening("Alpha Wroks"))
    (made,) = kept_indexes(tmp_path)
    written = (tmp_path / "lists" / made).stat().st_mtime_ns
    assert open_screener(tmp_path / "lists").screen(Screening("Alpha Wroks")) == first
    assert (tmp_path / "lists" / made).stat().st_mtime_ns == written
    imported(tmp_path, "mine", [{"key": "b", "names": ["Beta Works"]}], date(2026, 2, 1))
    assert [hit.listing.key for hit in open_screener(tmp_path / "lists").screen(Screening("Beta Works"))] == [
        "b"
    ]
    (anew,) = kept_indexes(tmp_path)
    assert anew != made


def test_only_initials_in_brackets_are_passed_over() -> None:
    short = Screener(
        [
            Entry(
                "made",
                Listing("a", ListingKind.ORGANISATION, ("Invented Academy of Military Sciences (IAMS)",)),
            ),
            Entry(
                "made",
                Listing("b", ListingKind.ORGANISATION, ("Invented Academy of Military Sciences (North)",)),
            ),
        ]
    )
    hits = short.screen(Screening("Invented Academy of Military Sciences"))
    assert [hit.listing.key for hit in hits if hit.exact] == ["a"]


@pytest.mark.parametrize("damage", [b"", b"VIDSYNX1", b"no index at all"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    imported(tmp_path, "mine", [{"key": "a", "names": ["Alpha Works"]}])
    open_screener(tmp_path / "lists")
    (made,) = kept_indexes(tmp_path)
    (tmp_path / "lists" / made).write_bytes(damage)
    assert [
        hit.listing.key for hit in open_screener(tmp_path / "lists").screen(Screening("Alpha Works"))
    ] == ["a"]


def test_no_list_at_all_finds_nobody(tmp_path: Path) -> None:
    opened = open_screener(tmp_path / "lists")
    assert opened.screen(Screening("Alpha", Asked.ANY)) == []
    assert opened.coverage.as_json(date(2026, 1, 1)) == []


def test_a_listing_inherits_from_ror_only_where_name_and_country_agree(tmp_path: Path, dump: Path) -> None:
    import_dump(dump, tmp_path / "ror", at=datetime(2026, 11, 22, tzinfo=UTC))
    imported(
        tmp_path,
        "mine",
        [
            {"key": "a", "names": ["Kitagawa University"], "country": ["Japan"]},
            {"key": "b", "names": ["Norrvik University"], "country": ["Norway"]},
            {"key": "c", "names": ["Trinity College"]},
        ],
    )
    opened = open_screener(tmp_path / "lists")
    assert bridge_counts(tmp_path / "lists") == {"mine": 1}
    hit = opened.screen(Screening("北川大学"))[0]
    assert (hit.listing.key, hit.exact, hit.bridge.id if hit.bridge else None) == ("a", True, ror(10))
    assert any(reason.code == "ror" and ror(10) in reason.text for reason in hit.why)
    assert opened.screen(Screening("Norrviks universitet"))[0].bridge is None


def test_a_folder_that_may_only_be_read_is_screened_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(tmp_path, "mine", [{"key": "a", "names": ["Alpha Works"]}])

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refused)
    assert [
        hit.listing.key for hit in open_screener(tmp_path / "lists").screen(Screening("Alpha Works"))
    ] == ["a"]


@pytest.mark.parametrize("text", ["a" * 100_000, "word " * 20_000, "\u202e" * 100_000, "北" * 100_000])
def test_the_longest_input_is_answered_at_once(text: str) -> None:
    start = time.process_time()
    SCREENER.screen(Screening(text, Asked.ANY))
    assert time.process_time() - start < 3

"""Names and affiliations are resolved correctly, cautiously, deterministically and with reasons."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.matching.conftest import ror

from vidsyn.matching import Band, Named, NameIndex, OrganisationIndex
from vidsyn.matching.resolver import ACCEPT, REVIEW

PARTNERS = NameIndex(
    [
        Named("u", ("Uppsala universitet", "Uppsala University"), "Sverige"),
        Named("y-ca", ("York University",), "CA"),
        Named("y-gb", ("University of York",), "GB"),
        Named("eth", ("ETH Zürich",), "CH"),
        Named("tongji", ("Tongji University", "同济大学"), "CN"),
        Named("kpi", ("Igor Sikorsky Kyiv Polytechnic Institute",), "UA"),
    ]
)


def test_country_decides_between_namesakes(index: OrganisationIndex) -> None:
    assert index.resolve("Trinity College", country="IE")[0].id == ror(2)
    assert index.resolve("Trinity College", country="Förenta staterna")[0].id == ror(3)
    assert index.resolve("Trinity College, Hartford, USA")[0].id == ror(3)
    undecided = index.resolve("Trinity College")
    assert {match.id for match in undecided} == {ror(2), ror(3)}
    assert all(match.band is not Band.ACCEPT for match in undecided)


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("UPPSALA UNIVERSITET", "SE", "u"),
        ("  Uppsala\u00a0 universitet ", None, "u"),
        ("Uppsala\u200b univ\u00aders\u200ditet", "SE", "u"),
        ("Upp\u0455ala University", "SE", "u"),  # a Cyrillic look-alike
        ("Upsala universitet", "SE", "u"),
        ("Uppsala Univ.", "SE", "u"),
        ("Dept. of Physics, Uppsala University, Sweden", None, "u"),
        ("ETH Zuerich", "CH", "eth"),
        ("ETH ZÃ¼rich", "CH", "eth"),  # UTF-8 decoded as Windows-1252
        ("Upps\ufffdla universitet", "SE", "u"),  # a letter lost in transmission
        ("同济大学", "CN", "tongji"),
    ],
)
def test_a_name_is_known_in_other_forms(text: str, country: str | None, expected: str) -> None:
    matches = PARTNERS.resolve(text, country=country)
    assert matches
    assert matches[0].id == expected
    assert matches[0].confidence >= REVIEW


@pytest.mark.parametrize(
    "text", ["Lunds universitet", "Tianjin University", "", "   ", "...", "\x00\x01", "University", "of the"]
)
def test_nobody_is_accepted_for_somebody_else(text: str) -> None:
    assert all(match.band is Band.NONE for match in PARTNERS.resolve(text))


def test_another_country_speaks_against() -> None:
    assert all(
        match.band is not Band.ACCEPT for match in PARTNERS.resolve("Uppsala University", country="US")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Department of Physics, University of Havland, 12 Mill Road, Kvarnby, USA", 11),
        ("Department of Physics, University of Havland, 12 Mill Road, Sundby, USA", 12),
        ("U.S. Navy, Seafarers Research Laboratory, Sundby, USA", 13),
        ("Clinic for Surgery, University Hospital Havsnäs, Germany", 14),
        ("Norrvik University, Sweden; Marlby Metropolitn University, UK", 7),  # a slip beside a known name
    ],
)
def test_places_apart_and_other_languages_are_read_together(
    index: OrganisationIndex, text: str, expected: int
) -> None:
    assert ror(expected) in [match.id for match in index.resolve(text, limit=2)]


def test_a_state_is_not_the_country_in_its_name() -> None:
    partners = NameIndex([Named("mx", ("Sandia College",), "MX"), Named("us", ("Sandia College",), "US")])
    assert partners.resolve("Sandia College, Albuquerque, New Mexico")[0].id == "us"
    assert partners.resolve("Sandia College, Puebla, Mexico")[0].id == "mx"


def test_reasons_sum_to_what_decided(index: OrganisationIndex) -> None:
    resolver = index._resolver
    for text in ("Norrvik University", "Norrvik Univ, Sweden", "Norrviks universitetet (Inst. för fysik)"):
        (judged,) = resolver.judged([(text, None)])
        scores = {one.row.candidate.record: one.score for one in judged}
        for match in resolver.resolve(text):
            if match.why:
                number = resolver.index.number_of(match.id)
                assert number is not None
                assert sum(reason.weight for reason in match.why) == pytest.approx(scores[number], abs=1e-3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_has_an_answer_and_always_the_same(text: str) -> None:
    first = PARTNERS.resolve(text)
    assert first == PARTNERS.resolve(text)
    assert [match.confidence for match in first] == sorted(
        (match.confidence for match in first), reverse=True
    )
    for match in first:
        assert match.band is (
            Band.ACCEPT
            if match.confidence >= ACCEPT
            else Band.REVIEW
            if match.confidence >= REVIEW
            else Band.NONE
        )


@given(
    st.sampled_from(["Uppsala University", "York University", "Tongji University"]),
    st.integers(0, 10),
    st.sampled_from("abcxyz"),
)
def test_a_slip_never_beats_the_exact_name(name: str, place: int, letter: str) -> None:
    noisy = name[:place] + letter + name[place:]
    right = PARTNERS.resolve(name)[0]
    for match in PARTNERS.resolve(noisy):
        if match.id != right.id:
            assert match.confidence <= right.confidence


@given(
    st.lists(
        st.sampled_from(["Uppsala University", "同济大学", "", "ETH", "University of York, UK"]), max_size=8
    )
)
def test_asked_together_or_apart_is_the_same(texts: list[str]) -> None:
    together = list(PARTNERS.resolve_many([(text, None) for text in texts]))
    assert together == [PARTNERS.resolve(text) for text in texts]


def test_a_very_long_text_is_read_quickly() -> None:
    assert isinstance(PARTNERS.resolve("Uppsala University, " * 5_000), list)


def test_typing_finds_names_by_their_beginnings(index: OrganisationIndex) -> None:
    assert [found.id for found in index.search("norr univ")] == [ror(1), ror(9)]
    assert [found.id for found in index.search("NVU")] == [ror(1)]
    assert [found.id for found in index.search("old poly")] == [ror(7)]
    assert index.search("北川")[0].name == "北川大学"
    assert index.search("") == []

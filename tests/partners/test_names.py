"""Names compare without case, accents or punctuation, and are found however they are typed."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.partners.logic.names import display_name, fold, name_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Københavns Universitet", "KOBENHAVNS  universitet"),
        ("Politechnika Łódzka", "politechnika lodzka"),
        ("Universität Straße", "universitat strasse"),
        ("Ｔｏｈｏｋｕ", "tohoku"),
        ("King’s College", "Kings College"),
        ("Ecole (Normale) Supérieure", "École Normale Supérieure"),
    ],
)
def test_folding_brings_spellings_together(one, other):
    assert fold(one) == fold(other)


def test_sounds_of_other_scripts_are_kept_apart():
    assert fold("がく") != fold("かく")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_every_folded_word_is_among_the_words_of_the_name(text):
    assert {word[:60] for word in fold(text).split()} <= name_words(text)


def test_words_as_spelt_without_the_letters_and_in_latin_script():
    assert {"munchen", "muenchen"} <= name_words("München")
    assert {"arhus", "aarhus"} <= name_words("Århus")
    assert "moskva" in name_words("Москва")


@dataclass
class Name:
    name: str
    language: str | None
    kind: str


def test_a_partner_is_called_by_its_official_name_in_the_language_spoken():
    names = [
        Name("TUM", None, "acronym"),
        Name("Technische Universität München", "de", "official"),
        Name("Technical University of Munich", "en", "official"),
    ]
    assert display_name(names, "en") == "Technical University of Munich"
    assert display_name(names, "sv") == "Technical University of Munich"
    assert display_name([*names, Name("Münchens tekniska", "sv", "official")], "sv") == "Münchens tekniska"
    assert display_name(names[:1], "sv") == "TUM"

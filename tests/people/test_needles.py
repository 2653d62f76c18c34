"""What counts as a person's name in a text, and what does not."""

from __future__ import annotations

import pytest

from vidsyn.history.personal.needles import GONE, Needles

HER = Needles.of(names=["Åsa  Öberg", "Li"], emails=["asa@example.org"], phones=["+46 70 123 45 67", "12"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ring åsa öberg i dag", f"Ring {GONE} i dag"),
        ("Öberg, Åsa svarar", f"{GONE} svarar"),
        ("Åsa\nÖberg", GONE),
        ("Skriv till ASA@example.org.", f"Skriv till {GONE}."),
        ("tel +46 70 123 45 67", f"tel {GONE}"),
        ("Åsa Öbergsson", "Åsa Öbergsson"),
        ("basa@example.org", "basa@example.org"),
        ("li", GONE),
        ("Li Wei svarar om 12 dagar", "Li Wei svarar om 12 dagar"),
    ],
)
def test_names_are_taken_out_of_texts_and_nothing_else(text, left):
    assert HER.taken_from(text) == left


def test_values_inside_json_are_taken_out_wherever_they_are():
    held = {"kontakt": ["Åsa Öberg", {"e-post": "asa@example.org"}], "antal": 3}
    assert HER.taken_from(held) == {"kontakt": [GONE, {"e-post": GONE}], "antal": 3}
    assert HER.found_in(held)
    assert not HER.found_in({"antal": 3, "namn": "Åsa"})


def test_the_database_is_asked_for_what_it_finds_in_any_coding():
    assert {"berg", "li"} <= set(HER.hints)
    assert Needles.of(names=["李明"]).hints == []

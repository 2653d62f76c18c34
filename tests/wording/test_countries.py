"""Countries as people write them, in either language and in short forms."""

import pytest

from vidsyn.kernel.countries import countries
from vidsyn.wording.countries import country_choices, country_code, country_name

WRITTEN = {
    "KR": ["Korea, Syd", "Sydkorea", "Republiken Korea", "South Korea", "Korea (Republic of)", "KOR", "kr"],
    "US": ["USA", "U.S.A.", "Förenta staterna", "US", "United States", " united states "],
    "TR": ["Turkiet", "Türkiye", "Turkey"],
    "GB": ["UK", "England", "Storbritannien", "United Kingdom", "Skottland"],
    "CZ": ["Tjeckien", "Tjeckiska republiken", "Czech Republic"],
    "GR": ["EL", "Grekland", "Greece"],
    "CN": ["Kina", "China", "PR China"],
    "NL": ["Holland", "Nederländerna", "The Netherlands"],
    "CI": ["Côte d'Ivoire", "Elfenbenskusten"],
    "XK": ["XK", "Kosovo"],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in WRITTEN.items() for text in texts]
)
def test_each_way_to_write_a_country_finds_it(code, text):
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", "Korea", "Atlantis", "Asien", "-"])
def test_what_is_no_single_country_finds_none(text):
    assert country_code(text) is None


def test_every_country_is_found_by_its_own_name_in_both_languages():
    for code in countries():
        for language in ("sv", "en"):
            assert country_code(country_name(code, language)) == code, country_name(code, language)


def test_countries_are_listed_in_the_order_of_the_language():
    names = [name for _code, name in country_choices("sv")]
    assert names.index("Sverige") < names.index("Österrike") > names.index("Åland")

"""Country names in each language, and recognition of countries as people write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale

from vidsyn.kernel.countries import countries

# Names beyond those Babel has in Swedish and English: short forms, older names, inverted names of lists, and names
# in other European languages of their own country.
_ALSO: Mapping[str, str] = {
    "AE": "uae|förenade arabemiraten|emiraterna|emirates",
    "BA": "bosnien|bosnia|bosnien hercegovina|bosnia herzegovina|bosnia and herzegovina",
    "BE": "belgique|belgië",
    "BN": "brunei darussalam",
    "BO": "bolivia plurinational state of",
    "BR": "brasil",
    "BY": "vitryssland",
    "CD": "dr kongo|drc|dr congo|demokratiska republiken kongo|democratic republic of the congo|kongo kinshasa",
    "CG": "republiken kongo|republic of the congo|congo|kongo",
    "CH": "die schweiz|suisse|swiss",
    "CI": "ivory coast|cote divoire",
    "CN": "pr china|p r china|peoples republic of china|folkrepubliken kina|kina fastlandet|mainland china|prc"
    "|people s republic of china",
    "CV": "cape verde|kap verde",
    "CZ": "tjeckiska republiken|czech republic|czech rep|the czech republic|česká republika|česko",
    "DE": "deutschland|federal republic of germany|förbundsrepubliken tyskland|brd",
    "DK": "kingdom of denmark",
    "ES": "españa",
    "FI": "suomi",
    "FR": "la france|république française",
    "GB": "uk|u k|gb|great britain|england|scotland|skottland|wales|northern ireland|nordirland|förenade kungariket"
    "|united kingdom of great britain and northern ireland|the united kingdom",
    "GR": "hellas|hellenic republic",
    "HK": "hong kong|hongkong|hong kong china|hong kong sar",
    "HR": "hrvatska",
    "IE": "republic of ireland|republiken irland|eire",
    "IR": "islamic republic of iran|iran islamic republic of",
    "IT": "italia",
    "KP": "nordkorea|north korea|dprk|korea nord|korea north",
    "KR": "korea syd|korea south|south korea|republic of korea|korea republic of|republiken korea|korea rep|rok|s korea"
    "|the republic of korea",
    "LA": "lao pdr|laos",
    "MD": "moldova|moldavien|republic of moldova",
    "MK": "macedonia|makedonien|north macedonia",
    "MM": "burma|myanmar",
    "MO": "macao|macau|macao china",
    "NL": "holland|the netherlands|nederland",
    "NO": "norge|kingdom of norway",
    "PL": "polska",
    "PS": "palestine|palestina|state of palestine|palestinian territory",
    "RU": "russian federation|ryska federationen",
    "SE": "sverige|kingdom of sweden",
    "SG": "republic of singapore",
    "SK": "slovak republic|slovakiska republiken",
    "SY": "syrian arab republic",
    "SZ": "swaziland",
    "TL": "east timor|östtimor",
    "TR": "turkey|turkiet|türkiye|turkiye|republic of turkey|republic of türkiye",
    "TW": "taiwan|taiwan roc|republic of china taiwan|chinese taipei",
    "TZ": "united republic of tanzania|tanzania united republic of",
    "US": "usa|u s a|us|u s|united states of america|förenta staterna|the united states|the usa|amerikas förenta stater"
    "|estados unidos",
    "VA": "holy see|heliga stolen",
    "VE": "venezuela bolivarian republic of",
    "VN": "viet nam|socialist republic of vietnam",
    "XK": "republic of kosovo",
    "ZA": "sydafrika|republic of south africa|rsa",
}
# The Commission's own two-letter codes where they differ from ISO 3166 (EU Interinstitutional Style Guide).
_COMMISSION = {"EL": "GR", "UK": "GB"}
# "Korea" is two countries, and so is "Congo", although people mean one of them.
_TWO_COUNTRIES = frozenset({"korea", "congo", "kongo"})


def country_name(code: str, language: str = "sv") -> str:
    """Return the country's name in Swedish or English, or the code itself when it has none."""
    return _territories(language).get(code, code)


def country_choices(language: str = "sv") -> list[tuple[str, str]]:
    """Return every (code, name), in the language's alphabetical order."""
    return list(_sorted_choices(language))


@cache
def _sorted_choices(language: str) -> tuple[tuple[str, str], ...]:
    named = ((code, country_name(code, language)) for code in countries())
    return tuple(sorted(named, key=lambda pair: _key(pair[1])))


def country_code(text: str) -> str | None:
    """Return the two-letter code of a country written in either language, as a code or in short form.

    None for an unknown country, or a name that two countries share ("Korea").
    """
    plain = _plain(text)
    if plain in _TWO_COUNTRIES:
        return None
    return _by_name().get(plain)


@cache
def _territories(language: str) -> Mapping[str, str]:
    return dict(Locale.parse(language).territories)


@cache
def _by_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for country in countries().values():
        found[_plain(country.alpha2)] = country.alpha2
        found[_plain(country.alpha3)] = country.alpha2
        for language in ("sv", "en"):
            found[_plain(country_name(country.alpha2, language))] = country.alpha2
    for code, forms in _ALSO.items():
        found |= {_plain(form): code for form in forms.split("|")}
    return found | {_plain(code): iso for code, iso in _COMMISSION.items()}


def _plain(text: str) -> str:
    """Return lower case without accents, punctuation or double spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.split())


def _key(name: str) -> str:
    # Swedish order puts å, ä, ö last; replace them with characters that sort after z.
    return name.casefold().translate(str.maketrans("åäö", "{|}"))

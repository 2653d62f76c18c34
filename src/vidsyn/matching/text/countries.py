"""Country names in some thirty languages (Unicode CLDR), and common short forms."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from vidsyn.matching.text.words import cut


def country_key(text: str) -> str:
    """Return the key that spellings of a country are compared by."""
    return "".join(word.folded for word in cut(text).words)


@cache
def country_names() -> dict[str, str]:
    """Country key → ISO 3166 code (`kina`, `china`, `prchina` → CN)."""
    names: dict[str, str] = {}
    for code, spellings in country_spellings().items():
        for spelling in spellings:
            names.setdefault(country_key(spelling), code)
    return names


@cache
def country_spellings() -> dict[str, list[str]]:
    """ISO 3166 code → the country's names as written."""
    table: dict[str, list[str]] = json.loads(
        (files("vidsyn.matching.text") / "countries.json").read_text("utf-8")
    )
    return table


def region_spellings() -> dict[str, list[str]]:
    """Country → its states and provinces that affiliations end with."""
    return _regions()["names"]


@cache
def region_codes() -> dict[str, str]:
    """Abbreviations in capitals (`MA`, `NSW`) → country."""
    return {short: code for code, shorts in _regions()["codes"].items() for short in shorts}


@cache
def _regions() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = json.loads(
        (files("vidsyn.matching.text") / "regions.json").read_text("utf-8")
    )
    return table


def country_code(text: str | None) -> str | None:
    """Return the ISO 3166 code that a cell, form field or phrase means; None for an unknown country."""
    if not text or not text.strip():
        return None
    stripped = text.strip()
    if len(stripped) == 2 and stripped.isalpha():
        code = stripped.upper()
        return "GB" if code == "UK" else code
    return country_names().get(country_key(stripped))

"""Countries as they are written: names in some thirty languages (Unicode CLDR) and common short forms."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from vidsyn.matching.text.words import cut


def country_key(text: str) -> str:
    """What two ways to write a country are compared by."""
    return "".join(word.folded for word in cut(text).words)


@cache
def country_names() -> dict[str, str]:
    """Country key → ISO 3166 code (`kina`, `china`, `prchina` → CN)."""
    table = json.loads((files("vidsyn.matching.text") / "countries.json").read_text("utf-8"))
    names: dict[str, str] = {}
    for code, spellings in table.items():
        for spelling in spellings:
            names.setdefault(country_key(spelling), code)
    return names


def country_code(text: str | None) -> str | None:
    """The ISO 3166 code a cell, form field or phrase means; None when it says no country we know."""
    if not text or not text.strip():
        return None
    stripped = text.strip()
    if len(stripped) == 2 and stripped.isalpha():
        code = stripped.upper()
        return "GB" if code == "UK" else code
    return country_names().get(country_key(stripped))

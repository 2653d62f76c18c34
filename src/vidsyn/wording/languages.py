"""Names of languages."""

from __future__ import annotations

from babel import Locale

from vidsyn import here


def language_name(code: str) -> str:
    """Return the name of a language in the active one; an unknown code is returned unchanged."""
    spoken = Locale.parse(here.language(), sep="-")
    return str(spoken.languages.get(code.lower().replace("-", "_"), code))

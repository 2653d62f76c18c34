"""What languages are called."""

from __future__ import annotations

from babel import Locale

from vidsyn import here


def language_name(code: str) -> str:
    """The name of a language in the one spoken; what is no code of one as it stands."""
    spoken = Locale.parse(here.language(), sep="-")
    return str(spoken.languages.get(code.lower().replace("-", "_"), code))

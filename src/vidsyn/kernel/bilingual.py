"""Words that come in both languages as data: the university's own kinds, choices and code lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Swedish and English."""

    sv: str
    en: str

    def spoken(self, language: str) -> str:
        """In a language, by its code; in the other one where they are missing there."""
        first, second = (self.en, self.sv) if language.startswith("en") else (self.sv, self.en)
        return first or second


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many there are of a kind of record."""

    kind: str
    count: int

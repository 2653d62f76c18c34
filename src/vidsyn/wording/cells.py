"""Values as the cells of a list that is written out hold them: text that an import reads back the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vidsyn import here
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.precision import Precision, written
from vidsyn.wording.countries import country_name

MOST_ROWS = 50_000


def spoken(words: Words) -> str:
    """In the active language, Swedish where none is."""
    return words.spoken(here.language())


def country(code: str) -> str:
    """A country's name in the active language; "" for none."""
    return country_name(code, here.language()) if code else ""


def joined(parts: Iterable[str]) -> str:
    """Several values in one cell, each once."""
    return "; ".join(dict.fromkeys(part for part in parts if part))


def day(on: date | None, precision: Precision = Precision.DAY) -> str:
    """A date with the precision it has."""
    return written(on, precision) if on else ""

"""Format values as cells of an export: text that an import reads back unchanged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vidsyn import here
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.precision import Precision, written
from vidsyn.wording.countries import country_name

MOST_ROWS = 50_000


def spoken(words: Words) -> str:
    """Return the text in the active language, or in Swedish where none is active."""
    return words.spoken(here.language())


def country(code: str) -> str:
    """Return a country's name in the active language; "" for none."""
    return country_name(code, here.language()) if code else ""


def joined(parts: Iterable[str]) -> str:
    """Join several values into one cell, each once."""
    return "; ".join(dict.fromkeys(part for part in parts if part))


def day(on: date | None, precision: Precision = Precision.DAY) -> str:
    """Format a date with its precision."""
    return written(on, precision) if on else ""

"""Word frequencies in the names of research organisations at large, for lists too short to supply their own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class WordCounts:
    """`counts[word]` of `names` names contain the canonical word; unlisted words are rare."""

    names: int
    counts: dict[str, int]


NOTHING_KNOWN = WordCounts(0, {})


@cache
def word_counts() -> WordCounts:
    """Load the counts from ROR (CC0), made by `python -m vidsyn.matching.training words --index FILE`."""
    table = json.loads((files("vidsyn.matching") / "trained" / "words.json").read_text("utf-8"))
    return WordCounts(table["names"], table["counts"])

"""The labelled affiliation sets, split by the text itself so that a string is never on both sides.

Licences allow training: S2AFF Apache-2.0, ROR's own sets MIT (see `docs/matching.md`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vidsyn.matching.text.words import folded_text

# set → weight of its labels: "single" sets leave out true answers, and one of them is noisy.
TRAINING_SETS = {"s2aff": 1.0, "crossref2024": 1.0, "springer2023": 1.0, "logs": 1.0, "names": 1.0}
TRAINING_SETS |= {"springer10k": 0.5, "crossref_pub": 0.3}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, the ids it means (maybe none), and how far to trust them."""

    text: str
    ids: frozenset[str]
    weight: float
    country: str | None = None


def fold_of(text: str) -> int:
    """Return 0–9, the same for texts that differ only in case, accents or punctuation."""
    return hashlib.sha256(folded_text(text).encode()).digest()[0] % 10


PARTS = 5


def part_of(text: str) -> int:
    """Return which of the `PARTS` a text belongs to: it is measured by models trained on the others only."""
    return fold_of(text) % PARTS


def read_set(folder: Path, name: str, *, split: str | None = None) -> Iterator[Labelled]:
    """Yield one set, each text once; of S2AFF optionally only its `train`, `val` or `test` part."""
    seen: set[str] = set()
    with (folder / "public" / f"aff_{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row["affiliation"]
            if text not in seen and split in (None, row.get("orig_split")):
                seen.add(text)
                yield Labelled(text, frozenset(row["ror_ids"]), TRAINING_SETS.get(name, 1.0))

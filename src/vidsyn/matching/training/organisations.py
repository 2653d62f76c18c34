"""Training the model that judges organisations: `python -m vidsyn.matching.training organisations`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from vidsyn.matching.features import FEATURES, NAMES, Row
from vidsyn.matching.index.container import Array
from vidsyn.matching.index.opened import Index
from vidsyn.matching.resolver import Resolver
from vidsyn.matching.training.boosting import SEED, Sample, calibrated_across, fit, write
from vidsyn.matching.training.generated import partner_names
from vidsyn.matching.training.gold import TRAINING_SETS, UNSEEN, fold_of, read_set

_MADE = 9_000
_MADE_WEIGHT = 0.5
TREES, DEPTH = 220, 6

Say = Callable[[str], None]


@dataclass
class _Rows:
    rows: list[list[float]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)
    trusted: list[float] = field(default_factory=list)  # how much a row counts in the calibration

    def add(self, rows: Iterable[Row], true: set[int], weight: float, fold: int, trusted: float) -> None:
        for row in rows:
            self.rows.append(row.values)
            self.labels.append(int(row.candidate.record in true))
            self.weights.append(weight)
            self.folds.append(fold)
            self.trusted.append(trusted)

    def sample(self) -> Sample:
        return Sample(
            np.array(self.rows, np.float32), np.array(self.labels), np.array(self.weights, np.float32)
        )


def gather(index: Index, folder: Path, say: Say) -> tuple[_Rows, dict[str, int]]:
    """Every candidate of every text that may be trained on, and how many texts of each set."""
    resolver, found = Resolver(index), _Rows()
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for name in TRAINING_SETS:
        for item in read_set(folder, name):
            fold = fold_of(item.text)
            if fold in UNSEEN or item.text in seen:
                continue
            seen.add(item.text)
            counts[name] = counts.get(name, 0) + 1
            true = {target for id_ in item.ids for target in _targets(index, id_)}
            found.add(resolver.rows(item.text), true, item.weight, fold, float(item.weight == 1.0))
        say(f"{name}: {counts.get(name, 0)} texts")
    for number, made in enumerate(partner_names(index, _MADE, SEED)):
        rows = resolver.rows(made.text, made.country, hidden=made.record if made.absent else None)
        if number % 3 == 0:
            rows = [_bare(row) for row in rows]
        found.add(rows, {made.record}, _MADE_WEIGHT, number % 10, 0.2)
    counts["generated"] = _MADE
    return found, counts


def _bare(row: Row) -> Row:
    """The row as a list without cities and kinds would have it."""
    unknown = {"city", "city_elsewhere", "education", "healthcare", "company", "facility", "government"}
    values = [0.0 if name in unknown else value for name, value in zip(NAMES, row.values, strict=True)]
    return Row(row.candidate, values)


def _targets(index: Index, id_: str) -> tuple[int, ...]:
    number = index.number_of(id_)
    return () if number is None else index.targets.get(number, (number,))


def train(index: Index, folder: Path, target: Path, say: Say) -> dict[str, Any]:
    """Gather, fit, calibrate, write; returns the training card."""
    rows, counts = gather(index, folder, say)
    say(f"{len(rows.labels)} rows")
    monotone = [FEATURES[name][1] for name in NAMES]

    def fitted(sample: Sample) -> dict[str, Array]:
        return fit(NAMES, monotone, sample, trees=TREES, depth=DEPTH)

    arrays = calibrated_across(fitted, rows.sample(), np.array(rows.folds), np.array(rows.trusted))
    card = {
        "model": "organisations",
        "purpose": "probability that a candidate organisation is meant by a text",
        "trees": TREES,
        "depth": DEPTH,
        "seed": SEED,
        "index": index.about,
        "texts": counts,
        "rows": len(rows.labels),
        "calibration": "isotonic on scores from models that had not seen the text (five parts)",
        "left_out": "texts whose fold (SHA-256 of the folded text, modulo 10) is 0 or 1",
        "licences": "S2AFF Apache-2.0; ROR test sets MIT; generated names from ROR, CC0",
        "command": "python -m vidsyn.matching.training organisations --data FOLDER --index FILE",
    }
    write(target / "organisations.npz", arrays, card)
    return card

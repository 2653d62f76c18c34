"""Train the model that judges listed names: `python -m vidsyn.matching.training screening`.

No real list is used: the listed parties are generated persons and research organisations of ROR (CC0), some with a
legal form; the questions are their names spelt otherwise, and as many names that are not on the list.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np

from vidsyn.matching.index.container import Array
from vidsyn.matching.index.opened import Index
from vidsyn.matching.screening.pairs import FEATURES, NAMES
from vidsyn.matching.screening.screener import Screener, Screening
from vidsyn.matching.training.boosting import SEED, Sample, calibrated_across, fit, write
from vidsyn.matching.training.made_lists import Question, made

TREES, DEPTH = 240, 6


def gather(index: Index) -> tuple[Sample, Array, dict[str, int]]:
    """Return (rows, each row's fold, counts)."""
    draw = random.Random(SEED)  # noqa: S311 – reproducible, not secret
    entries, questions = made(index, draw)
    screener = Screener(entries)
    rows, labels, folds = [], [], []
    for number, question in enumerate(questions):
        for values, label in _rows(screener, question):
            rows.append(values)
            labels.append(label)
            folds.append(number % 10)
    sample = Sample(np.array(rows, np.float32), np.array(labels), np.ones(len(labels), np.float32))
    return sample, np.array(folds), {"listed": len(entries), "questions": len(questions)}


def _rows(screener: Screener, question: Question) -> list[tuple[list[float], int]]:
    """Return the candidates' rows with their labels.

    Where the exact name is listed, the other rows are left out: an exact name ranks first by rule, and a near one
    is not less likely where the exact one is not listed.
    """
    judged = screener.judged(Screening(question.text, question.kind))
    meant = [screener.entry_of(one).listing.key == question.key for one in judged]
    settled = any(one.exact and is_meant for one, is_meant in zip(judged, meant, strict=True))
    return [
        (one.values, int(is_meant))
        for one, is_meant in zip(judged, meant, strict=True)
        if is_meant or not settled
    ]


def train(index: Index, target: Path) -> dict[str, Any]:
    """Generate, fit, calibrate, write; returns the training card."""
    sample, folds, counts = gather(index)
    monotone = [FEATURES[name][1] for name in NAMES]

    def fitted(part: Sample) -> dict[str, Array]:
        return fit(NAMES, monotone, part, trees=TREES, depth=DEPTH)

    arrays = calibrated_across(fitted, sample, folds, sample.weights)
    card = {
        "model": "screening",
        "purpose": "probability that a listed name is the name asked about",
        "trees": TREES,
        "depth": DEPTH,
        "seed": SEED,
        "made": counts,
        "rows": len(folds),
        "calibration": "isotonic on scores from models that had not seen the question (five parts)",
        "licences": "made-up persons; names of organisations from ROR, CC0",
        "command": "python -m vidsyn.matching.training screening --index FILE",
    }
    write(target / "screening.npz", arrays, card)
    return card

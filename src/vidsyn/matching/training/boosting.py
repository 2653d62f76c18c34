"""Fit a model of symmetric trees with monotone constraints, calibrate it, and write the plain artefact."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool
from sklearn.isotonic import IsotonicRegression

from vidsyn.matching.index.container import Array
from vidsyn.matching.model import Model, node_means

SEED = 20_261_122
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows of features with their labels (0 or 1) and the weight of each row.

    `start` is each row's score before the model adds to it, for a model that follows another.
    """

    rows: Array
    labels: Array
    weights: Array
    start: Array | None = None

    def where(self, chosen: Array) -> Sample:
        """Return the chosen rows."""
        start = None if self.start is None else self.start[chosen]
        return Sample(self.rows[chosen], self.labels[chosen], self.weights[chosen], start)


def fit(
    names: tuple[str, ...], monotone: list[int], train: Sample, *, trees: int, depth: int
) -> dict[str, Array]:
    """Fit a model and return its arrays, not yet calibrated."""
    classifier = CatBoostClassifier(
        iterations=trees, depth=depth, learning_rate=0.08, l2_leaf_reg=6.0, monotone_constraints=monotone,
        random_seed=SEED, thread_count=2, verbose=False, allow_writing_files=False, border_count=64,
        boosting_type="Plain", bootstrap_type="Bernoulli", subsample=0.8, model_shrink_rate=0.0,
    )  # fmt: skip
    classifier.fit(Pool(train.rows, train.labels, weight=train.weights, baseline=train.start))
    return _plain(classifier, names, depth)


def _plain(classifier: Any, names: tuple[str, ...], depth: int) -> dict[str, Array]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        classifier.save_model(str(path), format="json")
        content = json.loads(path.read_text())
    trees = content["oblivious_trees"]
    feature = np.zeros((len(trees), depth), np.int16)
    border = np.full((len(trees), depth), np.inf, np.float32)
    leaves = np.zeros((len(trees), 1 << depth), np.float32)
    weights = np.zeros((len(trees), 1 << depth), np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            feature[number, level] = split["float_feature_index"]
            border[number, level] = split["border"]
        width = len(tree["leaf_values"])
        leaves[number, :width] = tree["leaf_values"]
        weights[number, :width] = tree["leaf_weights"]
    scale, bias = content["scale_and_bias"]
    leaves *= scale
    return {
        "names": np.array(names),
        "feature": feature,
        "border": border,
        "leaves": leaves,
        "means": node_means(leaves, weights).astype(np.float32),
        "bias": np.array(bias[0] if isinstance(bias, list) else bias, np.float64),
        "knots": np.array([-1.0, 1.0]),
        "levels": np.array([0.0, 1.0]),
    }


def calibrated_across(
    fitted: Callable[[Sample], dict[str, Array]], sample: Sample, folds: Array, trusted: Array
) -> dict[str, Array]:
    """Fit a model to all rows, calibrated on the scores of models that had not seen the text's fold.

    `trusted` is the weight of each row in the calibration: rows of noisy sets are trained on, but do not measure.
    """
    scores = np.zeros(len(folds))
    for part in range(_PARTS):
        held = folds % _PARTS == part
        scores[held] = Model(fitted(sample.where(~held))).scores(sample.rows[held])
    knots, levels = isotonic(scores, sample.labels, trusted)
    return fitted(sample) | {"knots": knots, "levels": levels}


def isotonic(scores: Array, labels: Array, weights: Array) -> tuple[Array, Array]:
    """Return (knots, levels) of the best-fitting rising function from scores to probabilities."""
    used = weights > 0
    regression = IsotonicRegression(y_min=0.0005, y_max=0.9995, out_of_bounds="clip")
    regression.fit(scores[used], labels[used], sample_weight=weights[used])
    return regression.X_thresholds_.astype(np.float32), regression.y_thresholds_.astype(np.float32)


def smoothed(knots: Array, levels: Array) -> tuple[Array, Array]:
    """Smooth the steps of an isotonic function (Gaussian, a quarter of a unit of log-odds wide).

    The steps depend on the sample; a threshold such as 0.9 should not hinge on one.
    """
    grid = np.linspace(-9, 9, 361)
    kernel = np.exp(-0.5 * (np.arange(-15, 16) * 0.05 / 0.25) ** 2)
    stepped = np.pad(np.interp(grid, knots, levels), 15, mode="edge")
    return grid.astype(np.float32), np.convolve(stepped, kernel / kernel.sum(), "valid").astype(np.float32)


def save(path: Path, arrays: dict[str, Array]) -> None:
    """Write the artefact: plain arrays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def write(path: Path, arrays: dict[str, Array], card: dict[str, Any]) -> None:
    """Write the artefact and, beside it, its training card."""
    save(path, arrays)
    path.with_suffix(".json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")

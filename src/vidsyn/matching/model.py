"""A small boosted model of symmetric trees, evaluated with arrays, and what each feature did to its answer.

The artefact is a `.npz` of plain numbers (never a pickle). In a symmetric tree every node of a level asks the same
question, so a tree is a row of (feature, border) pairs and a table of leaves: scoring is comparisons and one look-up.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from vidsyn.matching.index.container import Array


class Model:
    """Scores rows of features. Depth is the same for all trees; `calibration` maps scores to probabilities."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.names = tuple(str(name) for name in arrays["names"])
        self._feature: Array = arrays["feature"].astype(np.int64)  # trees × depth
        self._border: Array = arrays["border"].astype(np.float32)
        self._leaves: Array = arrays["leaves"].astype(np.float32)  # trees × 2**depth
        self._means: Array = arrays["means"].astype(
            np.float32
        )  # trees × 2**(depth + 1): a tree's inner nodes' means
        self._bias = float(arrays["bias"])
        self._knots: Array = arrays["knots"].astype(np.float64)
        self._levels: Array = arrays["levels"].astype(np.float64)
        self._trees, self._depth = self._feature.shape
        self._powers = (1 << np.arange(self._depth)).astype(np.int64)
        self._flat_feature = self._feature.ravel()
        self._flat_border = self._border.ravel()
        self._first_leaf = np.arange(self._trees, dtype=np.int64) * self._leaves.shape[1]
        self._flat_leaves = self._leaves.ravel()
        self._flat_means = self._means.ravel()
        self._first_mean = np.arange(self._trees, dtype=np.int64) * self._means.shape[1]
        self._feature_by_level = self._feature.T.ravel()

    def scores(self, rows: Sequence[Sequence[float]] | Array) -> Array:
        """The score of each row, in log-odds before calibration."""
        values = np.asarray(rows, np.float32)
        answers: Array = (
            self._flat_leaves[self._leaf_numbers(values) + self._first_leaf].sum(axis=1) + self._bias
        )
        return answers

    def _leaf_numbers(self, values: Array) -> Array:
        asked = values[:, self._flat_feature] > self._flat_border
        numbers: Array = asked.reshape(len(values), self._trees, self._depth) @ self._powers
        return numbers

    def confidence(self, scores: Sequence[float] | Array) -> Array:
        """Calibrated probabilities. A thousandth follows the score itself, so that equal steps keep their order."""
        steps: Array = np.interp(scores, self._knots, self._levels)
        smooth: Array = 1 / (1 + np.exp(-np.clip(np.asarray(scores, np.float64), -30, 30)))
        return steps * 0.999 + smooth * 0.001

    def contributions(self, row: Sequence[float]) -> tuple[float, dict[str, float]]:
        """(what the score starts from, what each feature added): together they sum to the score.

        A tree's answer is followed from its root: each question moves the expected answer, and the move is put down
        to the feature asked about (Saabas' method).
        """
        values = np.asarray([row], np.float32)
        asked = (values[:, self._flat_feature] > self._flat_border).reshape(self._trees, self._depth)
        nodes = np.ones((self._depth + 1, self._trees), np.int64)
        for level in range(self._depth):
            nodes[level + 1] = nodes[level] * 2 + asked[:, level]
        means = self._flat_means[nodes + self._first_mean]
        moves = (means[1:] - means[:-1]).ravel()
        added = np.bincount(self._feature_by_level, moves, minlength=len(self.names)).tolist()
        return float(means[0].sum()) + self._bias, dict(zip(self.names, added, strict=True))


def node_means(leaves: Array, weights: Array) -> Array:
    """For each tree, the expected answer at each inner node (numbered 1, 2–3, 4–7 … by the answers so far).

    Leaf numbers have the first question in their lowest bit; node numbers have it in their highest.
    """
    trees, width = leaves.shape
    depth = int(math.log2(width))
    order = [int(format(number, f"0{depth}b")[::-1], 2) if depth else 0 for number in range(width)]
    value, weight = leaves[:, order].astype(np.float64), weights[:, order].astype(np.float64) + 1e-9
    means = np.zeros((trees, 2 * width))
    means[:, width:] = value
    for level in range(depth - 1, -1, -1):
        total = weight[:, 0::2] + weight[:, 1::2]
        value = (value[:, 0::2] * weight[:, 0::2] + value[:, 1::2] * weight[:, 1::2]) / total
        weight = total
        means[:, 1 << level : 2 << level] = value
    return means


@cache
def shipped(name: str) -> Model:
    """A model that comes with the package, by file name without ending."""
    content = (files("vidsyn.matching") / "trained" / f"{name}.npz").read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Model(dict(arrays))

"""A small boosted model of symmetric trees, evaluated with arrays, with each feature's contribution to the score.

The artefact is a `.npz` of plain numbers (never a pickle). In a symmetric tree every node of a level tests the same
condition, so a tree is a row of (feature, border) pairs and a table of leaves: scoring is comparisons and a
look-up.
"""

from __future__ import annotations

import io
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from vidsyn.matching.index.container import Array

_AT_ONCE = 48  # rows evaluated together: their comparisons fit in the processor's cache


class Grouping(NamedTuple):
    """Groups of features, and the group of each condition of a model."""

    names: tuple[str, ...]
    of_question: Array


class Model:
    """Scores rows of features. Depth is the same for all trees, at most 8."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.names = tuple(str(name) for name in arrays["names"])
        self._feature: Array = arrays["feature"].astype(np.int64)  # trees × depth
        self._border: Array = arrays["border"].astype(np.float32)
        self._leaves: Array = arrays["leaves"].astype(np.float32)  # trees × 2**depth
        # trees × 2**(depth + 1): means of a tree's inner nodes; only explanations need them.
        nothing = np.zeros((len(self._leaves), 2 * self._leaves.shape[1]))
        self._means: Array = arrays.get("means", nothing).astype(np.float32)
        self._bias = float(arrays["bias"])
        self._knots: Array = arrays["knots"].astype(np.float64)
        # One curve of levels per kind of question, over the same knots.
        self._levels: Array = np.atleast_2d(arrays["levels"].astype(np.float64))
        self._trees, self._depth = self._feature.shape
        # Tree by tree, padded to eight conditions (the padding is never true), so that the answers are the bits of
        # a byte.
        self._asked_feature = np.pad(self._feature, ((0, 0), (0, 8 - self._depth))).ravel()
        self._asked_border = np.pad(
            self._border, ((0, 0), (0, 8 - self._depth)), constant_values=np.inf
        ).ravel()
        self._steps: tuple[list[float], list[list[float]]] = (self._knots.tolist(), self._levels.tolist())
        self._first_leaf = np.arange(self._trees) * self._leaves.shape[1]
        self._flat_leaves = self._leaves.ravel()

    def scores(self, rows: Sequence[Sequence[float]] | Array) -> Array:
        """Score each row, in log-odds before calibration."""
        values = np.asarray(rows, np.float32)
        if len(values) <= _AT_ONCE:
            return self._some_scores(values)
        parts = range(0, len(values), _AT_ONCE)
        return np.concatenate([self._some_scores(values[first : first + _AT_ONCE]) for first in parts])

    def _some_scores(self, values: Array) -> Array:
        leaves = self._leaf_numbers(values) + self._first_leaf
        answers: Array = self._flat_leaves.take(leaves).sum(axis=1) + self._bias
        return answers

    def _leaf_numbers(self, values: Array) -> Array:
        asked = values.take(self._asked_feature, axis=1) > self._asked_border
        return np.packbits(asked, bitorder="little").reshape(len(values), self._trees)

    def chance(self, score: float, kind: int = 0) -> float:
        """Return the calibrated probability of one score for its kind of question; as `confidence`, without arrays."""
        knots, levels = self._steps[0], self._steps[1][kind]
        after = bisect_right(knots, score)
        if after == 0 or after == len(knots):
            step = levels[after - 1 if after else 0]
        else:
            low, high = knots[after - 1], knots[after]
            step = levels[after - 1] + (levels[after] - levels[after - 1]) * (score - low) / (high - low)
        return step * 0.999 + 0.001 / (1 + math.exp(-min(max(score, -30.0), 30.0)))

    def confidence(self, scores: Sequence[float] | Array, kind: int = 0) -> Array:
        """Return calibrated probabilities. A thousandth follows the score itself, so that equal steps keep their
        order.
        """
        steps: Array = np.interp(scores, self._knots, self._levels[kind])
        smooth: Array = 1 / (1 + np.exp(-np.clip(np.asarray(scores, np.float64), -30, 30)))
        return steps * 0.999 + smooth * 0.001

    def contributions(self, row: Sequence[float], groups: Grouping) -> tuple[float, dict[str, float]]:
        """Return (base score, contribution of each group of features), which together sum to the score.

        Each condition on the way from a tree's root moves the expected answer, and the move counts for the feature
        it tests (Saabas' method).
        """
        leaves = self._leaf_numbers(np.asarray([row], np.float32))[0] + self._first_leaf
        moves = self._moves.take(leaves, axis=0).ravel()
        added = np.bincount(groups.of_question, moves, minlength=len(groups.names)).tolist()
        return self._start, dict(zip(groups.names, added, strict=True))

    def grouping(self, features: Mapping[str, tuple[str, int]]) -> Grouping:
        """Return the groups (the first item of each feature's pair) that contributions are summed by."""
        names = tuple(dict.fromkeys(features[name][0] for name in self.names))
        places = np.array([names.index(features[name][0]) for name in self.names])
        return Grouping(names, places[self._feature.ravel()])

    @cached_property
    def _moves(self) -> Array:
        """trees · leaves × depth: how far each condition on the way to a leaf moves the expected answer."""
        leaves = np.arange(1 << self._depth)
        nodes = np.ones((self._depth + 1, len(leaves)), np.int64)
        for level in range(self._depth):
            nodes[level + 1] = nodes[level] * 2 + (leaves >> level & 1)
        path = self._means[:, nodes]
        moves: Array = np.ascontiguousarray((path[:, 1:] - path[:, :-1]).transpose(0, 2, 1))
        return moves.reshape(-1, self._depth)

    @cached_property
    def _start(self) -> float:
        return float(self._means[:, 1].sum()) + self._bias


def node_means(leaves: Array, weights: Array) -> Array:
    """Return, for each tree, the expected answer at each inner node (numbered 1, 2–3, 4–7 … by the answers so far).

    Leaf numbers have the first condition in their lowest bit; node numbers have it in their highest.
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
    """Return a model shipped with the package, by file name without extension."""
    content = (files("vidsyn.matching") / "trained" / f"{name}.npz").read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Model(dict(arrays))

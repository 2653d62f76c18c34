"""Train the models that judge organisations: `python -m vidsyn.matching.training organisations`.

Every text of the public sets trains the shipped models. They are measured by other pairs of models, one for each
part of the texts, trained the same way on the other parts; the calibration rests on those alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from vidsyn.matching.features import FEATURES, NAMES, Row
from vidsyn.matching.index.container import Array
from vidsyn.matching.index.opened import Index
from vidsyn.matching.judging import Asking
from vidsyn.matching.model import Model
from vidsyn.matching.resolver import Resolver
from vidsyn.matching.rivalry import RIVALRY, RIVALRY_NAMES, rivalry_rows
from vidsyn.matching.training.boosting import SEED, Sample, fit, isotonic, save, smoothed, write
from vidsyn.matching.training.generated import partner_names
from vidsyn.matching.training.gold import PARTS, TRAINING_SETS, part_of, read_set

_MADE = 9_000
_MADE_WEIGHT = 0.5
_MADE_TRUSTED = (0.1, 1.0)  # likewise: no public set has texts with the country in a separate field
_MADE_AMONG = (0.1, 1.0)  # without and with a country given separately
# Weight of single-label sets where candidates are weighed against each other: they name one of several.
_AMONG = {"springer10k": 0.6, "crossref_pub": 0.1}
_DOUBTED = (
    0.05  # … of that, where a candidate likely by itself is not the labelled one: it may well be meant too
)
FIRST, SECOND = (220, 6), (200, 5)  # trees, depth

Say = Callable[[str], None]
Arrays = dict[str, Array]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text's candidates, the correct records, its part, and its weight in each of three places."""

    rows: list[Row]
    true: set[int]
    part: int
    weight: float
    among: float
    trusted: float  # in the calibration: noisy sets are trained on, but do not measure
    asking: Asking
    single: bool = False  # its label is one of perhaps several
    bare: bool = False  # as from a list with little data about its organisations


def gather(index: Index, folder: Path, say: Say) -> tuple[list[_Text], dict[str, int]]:
    """Return every candidate of every text usable for training, and the number of texts per set."""
    resolver, texts = Resolver(index), list[_Text]()
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for name in TRAINING_SETS:
        for item in read_set(folder, name):
            if item.text in seen:
                continue
            seen.add(item.text)
            counts[name] = counts.get(name, 0) + 1
            true = {target for id_ in item.ids for target in _targets(index, id_)}
            among, trusted = _AMONG.get(name, item.weight), float(item.weight == 1.0)
            rows = resolver.rows(item.text)
            asking, part = Asking.of(item.text, None), part_of(item.text)
            texts.append(_Text(rows, true, part, item.weight, among, trusted, asking, name in _AMONG))
        say(f"{name}: {counts.get(name, 0)} texts")
    texts.extend(_made(index, resolver))
    counts["generated"] = _MADE
    return texts, counts


def _made(index: Index, resolver: Resolver) -> Iterator[_Text]:
    for number, made in enumerate(partner_names(index, _MADE, SEED)):
        rows = resolver.rows(made.text, made.country, hidden=made.record if made.absent else None)
        bare = number % 3 == 0
        if bare:
            rows = [_bare(row) for row in rows]
        asking = Asking.of(made.text, made.country)
        given = asking is Asking.NAME_AND_COUNTRY
        weights = (_MADE_WEIGHT, _MADE_AMONG[given], _MADE_TRUSTED[given])
        yield _Text(rows, {made.record}, number % PARTS, *weights, asking, bare=bare)


_UNKNOWN = (0.0, 1.0, 0.0)  # what the index of such a list holds about how well known an organisation is
_BARE = {"city", "city_elsewhere", "city_other"}
_BARE |= {"education", "healthcare", "company", "facility", "government"}


def _bare(row: Row) -> Row:
    """Return the row as a list without cities and kinds would give it."""
    values = [0.0 if name in _BARE else value for name, value in zip(NAMES, row.values, strict=True)]
    return Row(row.candidate, values)


def _targets(index: Index, id_: str) -> tuple[int, ...]:
    number = index.number_of(id_)
    return () if number is None else index.targets.get(number, (number,))


class _Rows:
    """All texts' candidates, concatenated."""

    def __init__(self, texts: list[_Text]) -> None:
        self.texts = texts
        lengths = [len(text.rows) for text in texts]
        self.ends = np.cumsum(lengths)
        owner = np.repeat(np.arange(len(texts)), lengths)
        self.part = np.array([text.part for text in texts])[owner]
        self.trusted = np.array([text.trusted for text in texts])[owner]
        self.among = np.array([text.among for text in texts], np.float32)[owner]
        self.single = np.array([text.single for text in texts])[owner]
        self.asking = np.array([text.asking for text in texts])[owner]
        weights = np.array([text.weight for text in texts], np.float32)[owner]
        labels = np.array([int(row.candidate.record in text.true) for text in texts for row in text.rows])
        values = np.array([row.values for text in texts for row in text.rows], np.float32)
        self.first = Sample(values, labels, weights)

    def second(self, index: Index, scores: Array) -> tuple[Sample, Array]:
        """Return the second model's training sample, given first scores of unseen texts; and which rows have one."""
        values, places, start = [], [], 0
        for text, end in zip(self.texts, self.ends.tolist(), strict=True):
            given = text.asking is Asking.NAME_AND_COUNTRY
            alone = scores[start:end].tolist()
            for place, row in rivalry_rows(index, text.rows, alone, country_given=given):
                values.append([*row[: -len(_UNKNOWN)], *_UNKNOWN] if text.bare else row)
                places.append(start + place)
            start = end
        at = np.array(places)
        return Sample(np.array(values, np.float32), self.first.labels[at], self.among[at], scores[at]), at

    def doubted(self, sample: Sample, at: Array, first: Arrays) -> Sample:
        """Return the second model's sample with little weight on likely candidates that a single label omits.

        `first`, from the same pair, says what is likely, so that a measuring pair learns nothing about its part
        this way.
        """
        likely = Model(first).scores(self.first.rows[at]) > 0
        passed_over = likely & self.single[at] & (self.first.labels[at] == 0)
        return replace(sample, weights=np.where(passed_over, sample.weights * _DOUBTED, sample.weights))


def _fit_first(sample: Sample) -> Arrays:
    monotone = [FEATURES[name][1] for name in NAMES]
    return fit(NAMES, monotone, sample, trees=FIRST[0], depth=FIRST[1])


def _fit_second(sample: Sample) -> Arrays:
    monotone = [RIVALRY[name][1] for name in RIVALRY_NAMES]
    return fit(RIVALRY_NAMES, monotone, sample, trees=SECOND[0], depth=SECOND[1])


def train(index: Index, folder: Path, target: Path, parts: Path, say: Say) -> dict[str, Any]:
    """Gather, fit, calibrate, write the shipped pair and the measuring pairs; returns the training card."""
    texts, counts = gather(index, folder, say)
    rows = _Rows(texts)
    say(f"{len(rows.part)} candidates")
    scores = np.zeros(len(rows.part))
    firsts = []
    for part in range(PARTS):
        held = rows.part == part
        firsts.append(_fit_first(rows.first.where(~held)))
        scores[held] = Model(firsts[part]).scores(rows.first.rows[held])
        say(f"part {part}: looked at alone")
    sample, at = rows.second(index, scores)
    seconds, final = [], scores.copy()
    for part in range(PARTS):
        held = rows.part[at] == part
        seconds.append(_fit_second(rows.doubted(sample, at, firsts[part]).where(~held)))
        final[at[held]] += Model(seconds[part]).scores(sample.rows[held])
        say(f"part {part}: looked at among the others")
    for part in range(PARTS):
        seconds[part] |= _calibrated(rows, final, rows.part != part)
        save(parts / f"part-{part}.npz", _lean(firsts[part], seconds[part]))
    card = _card(index, counts, len(rows.part))
    alone = _fit_first(rows.first)
    write(target / "organisations.npz", alone, card)
    among = _fit_second(rows.doubted(sample, at, alone)) | _calibrated(rows, final, rows.part >= 0)
    write(target / "organisations-rivalry.npz", among, card | {"model": "organisations-rivalry"})
    return card


def _calibrated(rows: _Rows, final: Array, chosen: Array) -> Arrays:
    """Fit a curve for each kind of question."""
    curves = []
    for asking in Asking:
        here = chosen & (rows.asking == asking)
        steps = isotonic(final[here], rows.first.labels[here], rows.trusted[here])
        curves.append(smoothed(*steps))
    return {"knots": curves[0][0], "levels": np.stack([levels for _, levels in curves])}


def _lean(first: Arrays, second: Arrays) -> Arrays:
    """Return both models of a part in one file, without what only explanations need."""
    pairs = {f"first_{name}": array for name, array in first.items()}
    pairs |= {f"second_{name}": array for name, array in second.items()}
    return {name: array for name, array in pairs.items() if not name.endswith("_means")}


def _card(index: Index, counts: dict[str, int], candidates: int) -> dict[str, Any]:
    return {
        "model": "organisations",
        "purpose": "probability that a candidate organisation is meant by a text",
        "trees and depth": {"alone": FIRST, "among the others": SECOND},
        "seed": SEED,
        "index": index.about,
        "texts": counts,
        "rows": candidates,
        "calibration": "isotonic, rounded off, a curve for each kind of question (a name with its country, a name, an"
        " affiliation), on scores from models that had not seen the text (five parts)",
        "measured": "by the five pairs of models in benchmarks/matching/parts, each on the part it had not seen",
        "licences": "S2AFF Apache-2.0; ROR test sets MIT; generated names from ROR, CC0",
        "command": "make train-matching",
    }

"""Training the model that judges listed names: `python -m vidsyn.matching.training screening`.

Nothing of any list enters: the listed parties are made-up persons and research organisations of ROR (CC0), some with
a legal form; the questions are their names written otherwise, and as many names that are not on the list.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vidsyn.matching.index.container import Array
from vidsyn.matching.index.opened import Index
from vidsyn.matching.lists.listing import Listing, ListingKind
from vidsyn.matching.screening.listed_names import Entry
from vidsyn.matching.screening.pairs import FEATURES, NAMES
from vidsyn.matching.screening.screener import Asked, Screener, Screening
from vidsyn.matching.training.boosting import SEED, Sample, calibrated_across, fit, write
from vidsyn.matching.training.people import person, written_otherwise

_LISTED, _ASKED = 3_500, 7_000
TREES, DEPTH = 200, 6
_FORMS = ("LLC", "JSC", "Co., Ltd.", "Limited", "OOO", "AO", "GmbH", "Inc.", "Corporation", "Company")


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    kind: Asked
    key: str | None  # None where nobody on the list is meant


def _made(index: Index, draw: random.Random) -> tuple[list[Entry], list[_Question]]:
    entries: list[Entry] = []
    questions: list[_Question] = []
    for number in range(_LISTED * 2):
        key, listed = f"made-{number}", number % 2 == 0
        names, ways, kind = _person(draw) if number % 4 < 2 else _organisation(index, draw)
        if listed:
            entries.append(Entry("made", Listing(key=key, kind=kind, names=names)))
        asked = Asked.PERSON if kind is ListingKind.PERSON else Asked.ORGANISATION
        questions.extend(
            _Question(text, asked, key if listed else None) for text in ways[: None if listed else 3]
        )
    questions.extend(_neighbours(entries, draw))
    return entries, questions


def _neighbours(entries: list[Entry], draw: random.Random) -> Iterator[_Question]:
    """Persons who share all but one word with a listed one: somebody else."""
    persons = [
        entry.listing.names[0].split() for entry in entries if entry.listing.kind is ListingKind.PERSON
    ]
    for words in draw.sample(persons, len(persons) * 2 // 5):
        other = draw.choice(persons)
        place = draw.randrange(len(words))
        changed = [*words[:place], draw.choice(other), *words[place + 1 :]]
        if sorted(word.casefold() for word in changed) != sorted(word.casefold() for word in words):
            yield _Question(" ".join(changed), Asked.PERSON, None)


def _person(draw: random.Random) -> tuple[tuple[str, ...], list[str], ListingKind]:
    made = person(draw)
    ways = [written_otherwise(draw, made.listed), made.otherwise, written_otherwise(draw, made.otherwise)]
    if made.native:
        ways.append(made.native)
    draw.shuffle(ways)
    return (made.listed,), ways, ListingKind.PERSON


def _organisation(index: Index, draw: random.Random) -> tuple[tuple[str, ...], list[str], ListingKind]:
    name = ""
    while len(name) < 6 or not name.isascii():
        name = index.names[draw.randrange(len(index.names))]
    other = name
    if draw.random() < 0.3:
        name, other = (
            f"{name} {draw.choice(_FORMS)}",
            f"{draw.choice(('', draw.choice(_FORMS)))} {name}".strip(),
        )
    return (
        (name,),
        [written_otherwise(draw, name), written_otherwise(draw, name), other],
        ListingKind.ORGANISATION,
    )


def gather(index: Index) -> tuple[Sample, Array, dict[str, int]]:
    """(rows, each row's fold, counts)."""
    draw = random.Random(SEED)  # noqa: S311 – reproducible, not secret
    entries, questions = _made(index, draw)
    screener = Screener(entries)
    rows, labels, folds = [], [], []
    for number, question in enumerate(questions):
        for values, label in _rows(screener, question):
            rows.append(values)
            labels.append(label)
            folds.append(number % 10)
    sample = Sample(np.array(rows, np.float32), np.array(labels), np.ones(len(labels), np.float32))
    return sample, np.array(folds), {"listed": len(entries), "questions": len(questions)}


def _rows(screener: Screener, question: _Question) -> Iterator[tuple[list[float], int]]:
    for judged in screener.judged(Screening(question.text, question.kind)):
        owner = screener.entry_of(judged).listing.key
        yield judged.values, int(owner == question.key)


def train(index: Index, target: Path) -> dict[str, Any]:
    """Make, fit, calibrate, write; returns the training card."""
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

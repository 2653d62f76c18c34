"""The names of all screened lists, found by their words, sounds and slips."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from vidsyn.matching.index.container import Array
from vidsyn.matching.index.keys import slips
from vidsyn.matching.lists.listing import Listing, ListingKind
from vidsyn.matching.screening.names import ScreenedName, screened

_WORD, _SOUND, _SLIP, _BEGIN = (
    1.0,
    0.7,
    0.75,
    0.45,
)  # what meeting a word, its sound, its like, its beginning is worth
_KEPT = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A listing on its list."""

    list_name: str
    listing: Listing


class ListedNames:
    """Immutable. The same entries in another order give the same answers."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(entries, key=lambda entry: (entry.list_name, entry.listing.key))
        self.texts: list[str] = []
        self.owner: list[int] = []
        self._keys: dict[str | int, list[int]] = {}
        self._exact: dict[str, list[int]] = {}
        totals = []
        for number, entry in enumerate(self.entries):
            person = entry.listing.kind is ListingKind.PERSON
            for text in dict.fromkeys(entry.listing.names):
                name = screened(text, person=person)
                if name.words:
                    self._add(number, text, name)
                    totals.append(len(name.words))
        self._posting = {key: np.array(names, np.uint32) for key, names in self._keys.items()}
        self._keys.clear()
        total = max(len(self.texts), 1)
        self._rarity = {key: math.log(1 + total / len(names)) for key, names in self._posting.items()}
        self.kind = np.array([self._kind(number) for number in self.owner], np.uint8)
        self.size = np.array(totals, np.float32)

    def _kind(self, owner: int) -> int:
        return 0 if self.entries[owner].listing.kind is ListingKind.PERSON else 1

    def _add(self, owner: int, text: str, name: ScreenedName) -> None:
        number = len(self.texts)
        self.texts.append(text)
        self.owner.append(owner)
        self._exact.setdefault(name.sorted_text, []).append(number)
        for key in self._name_keys(name):
            self._keys.setdefault(key, []).append(number)

    @staticmethod
    def _name_keys(name: ScreenedName) -> set[str | int]:
        keys: set[str | int] = {f"={name.joined}"}
        keys.add("~" + "".join(name.skeletons))
        for word, bones in zip(name.words, name.skeletons, strict=True):
            keys.add(word)
            if len(bones) > 1:
                keys.add("#" + bones)
            if len(word) > 3:
                keys.update(slips(word))
                keys.add("^" + word[:3])
        return keys

    def screened_name(self, number: int) -> ScreenedName:
        """One listed name, cut up."""
        return screened(self.texts[number], person=self.kind[number] == 0)

    def exact(self, name: ScreenedName) -> list[int]:
        """The names of just these words, in any order."""
        return self._exact.get(name.sorted_text, [])

    def near(self, name: ScreenedName, kind: int | None) -> list[int]:
        """The names that may be meant, the likeliest first; at most a few. `kind` 0 persons, 1 the others."""
        if not self.texts:
            return []
        scores = np.zeros(len(self.texts), np.float32)
        best = np.zeros(len(self.texts), np.float32)
        ideal = 0.0
        for word, bones in zip(name.words, name.skeletons, strict=True):
            best[:] = 0
            ideal += self._meet(best, word, bones)
            scores += best
        for key in (f"={name.joined}", "~" + "".join(name.skeletons)):
            if (names := self._posting.get(key)) is not None:
                scores[names] += 6.0
        if kind is not None:
            scores[self.kind != kind] = 0
        scores /= np.sqrt(self.size + 1.0) + ideal * 0.02
        count = min(_KEPT, len(scores))
        found = np.argpartition(-scores, count - 1)[:count]
        return [
            int(number)
            for number in sorted(found.tolist(), key=lambda n: (-scores[n], n))
            if scores[number] > 0
        ]

    def _meet(self, best: Array, word: str, bones: str) -> float:
        """Raise the score of every name that has the word, or one like it; returns the most there was to get."""
        ideal = 0.0
        wanted: list[tuple[str | int, float]] = [("#" + bones, _SOUND), (word, _WORD)]
        if len(word) > 3:
            wanted = [("^" + word[:3], _BEGIN), *((key, _SLIP) for key in slips(word)), *wanted]
        for key, worth in wanted:
            names = self._posting.get(key)
            if names is not None:
                value = self._rarity[key] * worth
                ideal = max(ideal, value)
                best[names] = np.maximum(best[names], value)
        return ideal

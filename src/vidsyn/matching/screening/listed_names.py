"""The names of all screened lists, found by their words, sounds and slips."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np

from vidsyn.matching.index.container import Array
from vidsyn.matching.index.keys import slips
from vidsyn.matching.index.texts import Texts
from vidsyn.matching.screening.building import (
    FORMS,
    Entry,
    build,
    entry_of,
    identifier_key,
    key,
    whole_keys,
)
from vidsyn.matching.screening.names import ScreenedName, of_words

# Worth of matching a word, its consonants, a similar word, its beginning.
_WORD, _SOUND, _SLIP, _BEGIN = 1.0, 0.7, 0.75, 0.45
_WHOLE = 6.0  # worth of identical letters, or consonants, throughout
_KEPT, _KEPT_INSIDE = (
    9,
    4,
)  # the most similar names, and those with most of the queried words whatever else they contain
_OF_ONE = 3  # at most this many names of one entry among them
_CROWD = 400  # a beginning shared by more words than this is ignored
_REMEMBERED = 4_000


class ListedNames:
    """Immutable. The same entries in another order give the same answers."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        self.texts = Texts(arrays["names_bytes"], arrays["names_offsets"])
        self.owner: Array = arrays["name_entry"]
        self._owners: Sequence[int] = self.owner.data
        self.person: Array = arrays["name_person"].astype(bool)
        self.lent: Array = arrays["name_lent"]
        self.lists: list[str] = list(Texts(arrays["lists_bytes"], arrays["lists_offsets"])[:])
        self._entries = Texts(arrays["entries_bytes"], arrays["entries_offsets"])
        self._words = Texts(arrays["words_bytes"], arrays["words_offsets"])
        self._norm: Array = arrays["name_norm"]
        self._count: Array = np.diff(arrays["posting_starts"].astype(np.int64))
        self._met = lru_cache(maxsize=_REMEMBERED)(self._meet)
        self.entry = lru_cache(maxsize=20_000)(self._entry)
        self.name = lru_cache(maxsize=50_000)(self._name)
        self._allowed = lru_cache(maxsize=16)(self._mask)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> ListedNames:
        """Index names in memory."""
        return cls(build(entries))

    def __len__(self) -> int:
        return len(self._entries)

    def _entry(self, number: int) -> Entry:
        name = self.lists[int(self._arrays["entry_list"][number])]
        return entry_of(json.loads(self._entries[number]), name)

    def _name(self, number: int) -> ScreenedName:
        """Return one listed name, split into words."""
        script = int(self._arrays["name_script"][number])
        return of_words(
            self.texts[number],
            tuple(self._words[word] for word in self._row("name_words", number).tolist()),
            form=FORMS[int(self._arrays["name_form"][number])],
            vowel_poor=bool(script & 1),
            foreign=bool(script & 2),
            person=bool(self.person[number]),
        )

    def _row(self, table: str, number: int) -> Array:
        starts = self._arrays[f"{table}_starts"]
        found: Array = self._arrays[f"{table}_values"][int(starts[number]) : int(starts[number + 1])]
        return found

    def _mask(self, person: bool, lists: tuple[str, ...] | None) -> Array:
        """Return 1 for each name of such a party on the lists, else 0."""
        allowed = self.person == person
        if lists is not None:
            wanted = [number for number, name in enumerate(self.lists) if name in lists]
            allowed &= np.isin(self._arrays["entry_list"], wanted)[self.owner]
        found: Array = allowed.astype(np.float32)
        return found

    def _among(self, table: str, keys: Sequence[int]) -> list[tuple[int, Array]]:
        """Return (position of the key, its targets) for the keys that have any."""
        known, wanted = self._arrays[f"{table}_key"], np.array(keys, np.uint64)
        first, last = known.searchsorted(wanted, "left"), known.searchsorted(wanted, "right")
        of = self._arrays[f"{table}_of"]
        return [
            (place, of[start:end])
            for place, (start, end) in enumerate(zip(first.tolist(), last.tolist(), strict=True))
            if end > start
        ]

    def exact(self, name: ScreenedName, *, person: bool, lists: tuple[str, ...] | None) -> list[int]:
        """Return the names with exactly these words, in any order."""
        allowed = self._allowed(person, lists)
        return [
            number
            for _, names in self._among("whole", [key("=", name.sorted_text)])
            for number in names.tolist()
            if allowed[number] and self.name(number).sorted_text == name.sorted_text
        ]

    def with_identifier(self, identifiers: Iterable[str], lists: tuple[str, ...] | None = None) -> set[int]:
        """Return the entries of the lists that have one of the identifiers."""
        keys = [one for text in identifiers if (one := identifier_key(text)) is not None]
        if not keys:
            return set()
        found = {number for _, entries in self._among("paper", keys) for number in entries.tolist()}
        places = self._arrays["entry_list"]
        return {number for number in found if lists is None or self.lists[int(places[number])] in lists}

    def names_of(self, entry: int) -> list[int]:
        """Return the names of one entry."""
        first, last = self._first_names[entry : entry + 2]
        return list(range(first, last))

    @cached_property
    def _first_names(self) -> list[int]:
        found: list[int] = np.searchsorted(self.owner, np.arange(len(self) + 1)).tolist()
        return found

    def near(self, name: ScreenedName, *, person: bool, lists: tuple[str, ...] | None) -> list[int]:
        """Return the names that may be meant, the likeliest first; a few at most."""
        if not len(self.texts):
            return []
        scores = np.zeros(len(self.texts), np.float32)
        ideal = 0.0
        for word, bones in zip(name.words, name.skeletons, strict=True):
            names, values, most = self._met(word, bones)
            scores[names] += values
            ideal += most
        for _, names in self._among("whole", sorted(whole_keys(name))):
            scores[names] += _WHOLE
        scores *= self._allowed(person, lists)
        some = np.flatnonzero(scores > float(scores.max()) * 0.2)
        if not len(some):
            return []
        met, norm = scores[some], self._norm[some]
        alike = met * met / (norm + 0.5 * _WHOLE)
        inside = met - norm * 0.02
        return self._likeliest(some, alike, inside)

    def _likeliest(self, names: Array, alike: Array, inside: Array) -> list[int]:
        chosen: dict[int, None] = {}
        of_one: dict[int, int] = {}
        for ranks, most in ((alike, _KEPT), (inside, _KEPT + _KEPT_INSIDE)):
            turned = -ranks
            best = turned.argpartition(min(39, len(ranks) - 1))[:40]
            for _, number in sorted(zip(turned[best].tolist(), names[best].tolist(), strict=True)):
                if len(chosen) >= most:
                    break
                owner = self._owners[number]
                if number not in chosen and of_one.get(owner, 0) < _OF_ONE:
                    chosen[number] = None
                    of_one[owner] = of_one.get(owner, 0) + 1
        return list(chosen)

    def _meet(self, word: str, bones: str) -> tuple[Array, Array, float]:
        """Return (names with the word or a similar one, worth of each, maximum worth)."""
        total, found = len(self.texts), self._like_words(word, bones)
        if not found:
            return np.empty(0, np.uint32), np.empty(0, np.float32), math.log1p(total) * _SOUND
        words = np.concatenate([numbers for _, numbers in found])
        worth = self._worth([value for value, _ in found], [len(numbers) for _, numbers in found], words)
        order = worth.argsort(kind="stable")
        names, counts = self._holders(words[order])
        # Of the words that lead to one name the most valuable comes last; reversed, it is met first.
        unique, place = np.unique(names[::-1], return_index=True)
        return unique, worth[order].repeat(counts)[::-1][place], float(worth[order[-1]])

    def _worth(self, values: list[float], lengths: list[int], words: Array) -> Array:
        """Return the worth of matching each word: at most the rarity of all words matched in the same way.

        `values` and `lengths` give, for each way, its worth and the number of words it matched.
        """
        begins = np.array([0, *lengths[:-1]]).cumsum()
        names = np.add.reduceat(self._count[words], begins).tolist()
        crowds = [math.log1p(len(self.texts) / held) for held in names]
        crowd, value = (np.array(row, np.float32).repeat(lengths) for row in (crowds, values))
        worth: Array = np.minimum(self._arrays["word_rarity"][words], crowd) * value
        return worth

    def _holders(self, words: Array) -> tuple[Array, Array]:
        """Return (the names that have the words, word by word; number of names per word)."""
        counts = self._count[words]
        # Start of each word's names, less the number of names before it.
        begins = self._arrays["posting_starts"][words].astype(np.int64) - (counts.cumsum() - counts)
        places = begins.repeat(counts)
        places += np.arange(len(places))
        names: Array = self._arrays["posting_values"][places]
        return names, counts

    def _like_words(self, word: str, bones: str) -> list[tuple[float, Array]]:
        """Return (worth, listed words) of each way the word is matched."""
        keys = [key("#", bones)] if len(bones) > 1 else []
        if len(word) > 3:
            keys += [key("~", slip) for slip in sorted(slips(word))]
            keys.append(key("^", word[:3]))
        else:
            keys.append(key("=", word))
        itself = key("~", word)
        found = []
        for place, words in self._among("word", keys):
            kind = chr(keys[place] >> 32)
            value = {"#": _SOUND, "~": _SLIP, "^": _BEGIN, "=": _WORD}[kind]
            if kind == "~" and keys[place] == itself:
                same = [number for number in words.tolist() if self._words[number] == word]
                if same:
                    found.append((_WORD, np.array(same, np.uint32)))
            if kind != "^" or len(words) <= _CROWD:
                found.append((value, words))
        return found

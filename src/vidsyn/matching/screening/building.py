"""Convert listed parties to plain arrays: the content of a screening index and the keys of its names."""

from __future__ import annotations

import json
import math
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from vidsyn.matching.index.container import Array
from vidsyn.matching.index.keys import slips
from vidsyn.matching.index.texts import pack
from vidsyn.matching.lists.listing import Listing, ListingKind
from vidsyn.matching.screening.names import ScreenedName, screened
from vidsyn.matching.text.romanise import skeleton

FORMS = ("", "llc", "ltd", "jsc", "ag", "inc", "plc", "fgup")  # legal forms of the lexicon, by their number
_VOWEL_POOR, _FOREIGN = 1, 2
_IDENTIFIER = re.compile(r"[^0-9A-Z]+")


@dataclass(frozen=True, slots=True)
class Bridge:
    """The ROR record of a listing, with the names it supplies and its parent organisations."""

    id: str
    name: str
    names: tuple[str, ...]
    parents: tuple[tuple[str, str], ...] = ()  # (id, name)
    reason: str = ""  # the evidence for the bridge

    def as_json(self) -> dict[str, Any]:
        parents = [{"id": id_, "name": name} for id_, name in self.parents]
        return {"id": self.id, "name": self.name, "parents": parents, "why": self.reason}


@dataclass(frozen=True, slots=True)
class Entry:
    """A listing on its list, with its ROR record where that is certain."""

    list_name: str
    listing: Listing
    bridge: Bridge | None = None


def key(kind: str, text: str | int) -> int:
    """Return the number a word or whole name is looked up by. Kinds never collide; two texts of a kind hardly ever."""
    sum_ = text if isinstance(text, int) else zlib.crc32(text.encode("utf-8", "replace"))
    return ord(kind) << 32 | sum_


def word_keys(word: str, bones: str) -> Iterator[int]:
    """Yield the keys of a listed word: its consonants, its slips, its beginning. The word itself is a slip of none."""
    if len(bones) > 1:
        yield key("#", bones)
    if len(word) > 3:
        for slip in slips(word):
            yield key("~", slip)
        yield key("^", word[:3])
    else:
        yield key("=", word)


def whole_keys(name: ScreenedName) -> set[int]:
    """Return the keys of a listed name as a whole. `=` with the same words makes a name exact."""
    found = {key("=", name.sorted_text), key("j", name.joined), key("b", name.joined_bones)}
    if 3 <= len(name.initials) <= 8:
        found.add(key("j", name.initials))
    return found


def identifier_key(text: str) -> int | None:
    """Return the digits and capitals of an identifier; None for one too short to identify anybody."""
    plain = _IDENTIFIER.sub("", text.upper())
    return key("i", plain) if len(plain) >= 5 and any(letter.isdigit() for letter in plain) else None


@dataclass(slots=True)
class _Draft:
    texts: list[str] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    lent: list[bool] = field(default_factory=list)
    person: list[bool] = field(default_factory=list)
    form: list[int] = field(default_factory=list)
    script: list[int] = field(default_factory=list)
    words: list[list[int]] = field(default_factory=list)
    vocabulary: dict[str, int] = field(default_factory=dict)
    whole: list[tuple[int, int]] = field(default_factory=list)  # (key, name)

    def add(self, owner: int, text: str, *, person: bool, lent: bool) -> None:
        name = screened(text, person=person)
        if not name.words:
            return
        number = len(self.texts)
        self.texts.append(text)
        self.owner.append(owner)
        self.lent.append(lent)
        self.person.append(person)
        self.form.append(FORMS.index(name.form))
        self.script.append(_VOWEL_POOR * name.vowel_poor | _FOREIGN * name.foreign)
        self.words.append([self.vocabulary.setdefault(word, len(self.vocabulary)) for word in name.words])
        self.whole.extend((one, number) for one in whole_keys(name))


def build(entries: Iterable[Entry]) -> dict[str, Array]:
    """Build the arrays of an index. The same entries in another order give the same arrays."""
    known = sorted(entries, key=lambda entry: (entry.list_name, entry.listing.key))
    draft, papers = _Draft(), []
    for number, entry in enumerate(known):
        person = entry.listing.kind is ListingKind.PERSON
        own = dict.fromkeys(entry.listing.names)
        for text in own:
            draft.add(number, text, person=person, lent=False)
        for text in entry.bridge.names if entry.bridge else ():
            if text not in own:
                draft.add(number, text, person=person, lent=True)
        papers += [
            (paper, number)
            for text in entry.listing.identifiers
            if (paper := identifier_key(text)) is not None
        ]
    return _entry_arrays(known) | _name_arrays(draft) | _pairs("paper", papers)


def _entry_arrays(known: list[Entry]) -> dict[str, Array]:
    lists = sorted({entry.list_name for entry in known})
    place = {name: number for number, name in enumerate(lists)}
    rows = (
        json.dumps(_entry_json(entry), ensure_ascii=False, sort_keys=True, default=str) for entry in known
    )
    return {
        **_texts("lists", lists),
        **_texts("entries", rows),
        "entry_list": np.array([place[entry.list_name] for entry in known], np.uint16),
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    bridge = entry.bridge
    told = None if bridge is None else bridge.as_json()
    return {"listing": entry.listing.as_json(), "ror": told}


def entry_of(raw: Mapping[str, Any], list_name: str) -> Entry:
    """Restore an entry from the index. Names from ROR are not repeated: they are names of the index."""
    told = raw["ror"]
    bridge = None
    if told is not None:
        parents = tuple((parent["id"], parent["name"]) for parent in told["parents"])
        bridge = Bridge(told["id"], told["name"], (), parents, told["why"])
    return Entry(list_name, Listing.from_json(raw["listing"]), bridge)


def _name_arrays(draft: _Draft) -> dict[str, Array]:
    posting: list[list[int]] = [[] for _ in draft.vocabulary]
    for number, words in enumerate(draft.words):
        for word in dict.fromkeys(words):
            posting[word].append(number)
    keys = [
        (one, number) for word, number in draft.vocabulary.items() for one in word_keys(word, skeleton(word))
    ]
    total = max(len(draft.texts), 1)
    rarity = np.array([math.log(1 + total / len(names)) for names in posting], np.float32)
    norm = [sum(float(rarity[word]) for word in set(words)) for words in draft.words]
    return {
        **_texts("names", draft.texts),
        **_texts("words", draft.vocabulary),
        "name_entry": np.array(draft.owner, np.uint32),
        "name_lent": np.array(draft.lent, np.uint8),
        "name_person": np.array(draft.person, np.uint8),
        "name_form": np.array(draft.form, np.uint8),
        "name_script": np.array(draft.script, np.uint8),
        "name_norm": np.array(norm, np.float32),
        **_rows("name_words", draft.words),
        **_rows("posting", posting),
        "word_rarity": rarity,
        **_pairs("word", keys),
        **_pairs("whole", draft.whole),
    }


def _texts(name: str, texts: Iterable[str]) -> dict[str, Array]:
    content, offsets = pack(texts)
    return {f"{name}_bytes": content, f"{name}_offsets": offsets}


def _rows(name: str, rows: list[list[int]]) -> dict[str, Array]:
    starts = np.zeros(len(rows) + 1, np.uint32)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    return {f"{name}_starts": starts, f"{name}_values": np.array([v for row in rows for v in row], np.uint32)}


def _pairs(name: str, pairs: list[tuple[int, int]]) -> dict[str, Array]:
    """Return a table sorted by key, so that equal keys are adjacent."""
    ordered = sorted(pairs)
    return {
        f"{name}_key": np.array([one for one, _ in ordered], np.uint64),
        f"{name}_of": np.array([number for _, number in ordered], np.uint32),
    }


def count_bridged(known: Iterable[Entry]) -> dict[str, int]:
    """Count the entries of each list that are bridged to ROR."""
    counts: dict[str, int] = defaultdict(int)
    for entry in known:
        counts[entry.list_name] += entry.bridge is not None
    return dict(counts)

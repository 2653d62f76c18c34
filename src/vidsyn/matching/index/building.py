"""Build the index of a list of organisations in two passes over the names, with no state but the arrays."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from vidsyn.matching.index.background import NOTHING_KNOWN, WordCounts
from vidsyn.matching.index.container import Array
from vidsyn.matching.index.keys import canonical_key, name_keys, shortened_keys, slips, sound_key
from vidsyn.matching.index.rows import invert_rows, pack_rows
from vidsyn.matching.index.texts import pack
from vidsyn.matching.organisations import NameKind, OrganisationRecord, Status
from vidsyn.matching.text.romanise import skeleton
from vidsyn.matching.text.words import cut

KIND_BITS = {NameKind.DISPLAY: 1, NameKind.LABEL: 2, NameKind.ALIAS: 4, NameKind.ACRONYM: 8}
STATUSES = tuple(Status)
_SHORTEST_SLIP, _LONGEST_SLIP = 4, 24

Progress = Callable[[int], None]


class Numbers:
    """Distinct texts, numbered in order of appearance."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def texts(self) -> list[str]:
        return list(self._numbers)


@dataclass
class _Draft:
    """Data collected while reading the records."""

    ids: list[str] = field(default_factory=list)
    countries: list[int] = field(default_factory=list)
    cities: list[int] = field(default_factory=list)
    websites: list[str] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    parents: list[tuple[str, ...]] = field(default_factory=list)
    successors: list[tuple[str, ...]] = field(default_factory=list)
    first_name: list[int] = field(default_factory=lambda: [0])
    names: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)  # each name's folded words
    sorted_words: list[str] = field(
        default_factory=list
    )  # each name's canonical words, in alphabetical order
    kinds: list[int] = field(default_factory=list)
    languages: list[int] = field(default_factory=list)
    keys: list[tuple[int, int, int]] = field(default_factory=list)
    name_words: list[list[int]] = field(default_factory=list)
    typed_words: list[list[int]] = field(default_factory=list)


def build(
    records: Iterable[OrganisationRecord],
    progress: Progress | None = None,
    *,
    background: WordCounts = NOTHING_KNOWN,
) -> dict[str, Array]:
    """Build the index's arrays. The same records in the same order give the same bytes.

    `background` supplies word frequencies where there are too few records: fewer than a tenth of its own.
    """
    draft, tables = (
        _Draft(),
        {name: Numbers() for name in ("country", "city", "type", "language", "word", "typed")},
    )
    tables["country"]("")
    tables["city"]("")
    tables["language"]("")
    for number, record in enumerate(records):
        _add_record(draft, tables, record)
        if progress is not None and number % 5_000 == 0:
            progress(number)
    return _record_arrays(draft, tables) | _name_arrays(draft) | _word_arrays(draft, tables, background)


def _add_record(draft: _Draft, tables: dict[str, Numbers], record: OrganisationRecord) -> None:
    draft.ids.append(record.id)
    draft.countries.append(tables["country"](record.country or ""))
    draft.cities.append(tables["city"](record.city or ""))
    draft.websites.append(record.website or "")
    draft.types.append(sum(1 << min(tables["type"](kind), 15) for kind in set(record.types)))
    draft.statuses.append(STATUSES.index(record.status))
    draft.parents.append(record.parents)
    draft.successors.append(record.successors)
    for name in record.names:
        kinds = sum(KIND_BITS[kind] for kind in set(name.kinds))
        _add_name(draft, tables, name.value, kinds, name.language)
        if kinds != KIND_BITS[NameKind.ACRONYM]:
            shorter = shortened_keys(name.value, record.city, record.country)
            draft.keys.extend((key, len(draft.names) - 1, form) for key, form in shorter)
    draft.first_name.append(len(draft.names))


def _add_name(
    draft: _Draft, tables: dict[str, Numbers], value: str, kinds: int, language: str | None
) -> None:
    number = len(draft.names)
    draft.names.append(value)
    draft.kinds.append(kinds)
    draft.languages.append(tables["language"](language or ""))
    acronym = kinds == KIND_BITS[NameKind.ACRONYM]
    draft.keys.extend((key, number, form) for key, form in name_keys(value, acronym=acronym))
    words = cut(value).words
    canonical = [] if acronym else [word.canonical for word in words if word.canonical]
    draft.name_words.append(sorted({tables["word"](word) for word in canonical}))
    draft.typed_words.append(sorted({tables["typed"](word.folded) for word in words}))
    draft.folded.append(" ".join(word.folded for word in words))
    draft.sorted_words.append(" ".join(sorted(word.canonical for word in words if word.canonical)))


def _record_arrays(draft: _Draft, tables: dict[str, Numbers]) -> dict[str, Array]:
    number = {id_: row for row, id_ in enumerate(draft.ids)}
    arrays: dict[str, Array] = {
        "record_country": np.array(draft.countries, np.uint16),
        "record_city": np.array(draft.cities, np.uint32),
        "record_types": np.array(draft.types, np.uint16),
        "record_status": np.array(draft.statuses, np.uint8),
        "record_first_name": np.array(draft.first_name, np.uint32),
        "record_order": np.array(sorted(range(len(draft.ids)), key=draft.ids.__getitem__), np.uint32),
        "city_key": np.array([canonical_key(cut(city).words) for city in tables["city"].texts()], np.uint64),
    }
    for name, links in (("parents", draft.parents), ("successors", draft.successors)):
        starts, values = pack_rows([[number[id_] for id_ in row if id_ in number] for row in links])
        arrays |= {f"{name}_starts": starts, f"{name}_values": values}
    texts = {"ids": draft.ids, "websites": draft.websites, "countries": tables["country"].texts()}
    texts |= {"cities": tables["city"].texts(), "types": tables["type"].texts()}
    texts |= {"languages": tables["language"].texts()}
    for name, content in texts.items():
        arrays |= _texts(name, content)
    return arrays


def _texts(name: str, texts: Iterable[str]) -> dict[str, Array]:
    content, offsets = pack(texts)
    return {f"{name}_bytes": content, f"{name}_offsets": offsets}


def _name_arrays(draft: _Draft) -> dict[str, Array]:
    firsts: Array = np.diff(np.array(draft.first_name, np.int64))
    keys = np.array([key for key, _, _ in draft.keys], np.uint64)
    order = np.argsort(keys, kind="stable")
    return {
        **_texts("names", draft.names),
        **_texts("folded", draft.folded),
        **_texts("sorted", draft.sorted_words),
        "name_record": np.repeat(np.arange(len(firsts), dtype=np.uint32), firsts),
        "name_kinds": np.array(draft.kinds, np.uint8),
        "name_language": np.array(draft.languages, np.uint16),
        "key_hash": keys[order],
        "key_name": np.array([name for _, name, _ in draft.keys], np.uint32)[order],
        "key_form": np.array([form for _, _, form in draft.keys], np.uint8)[order],
    }


def _word_arrays(draft: _Draft, tables: dict[str, Numbers], background: WordCounts) -> dict[str, Array]:
    words = tables["word"].texts()
    starts, values = pack_rows(draft.name_words)
    name_starts, names = invert_rows(starts, values, len(words))
    if len(draft.names) * 10 >= background.names:
        background = NOTHING_KNOWN
    total = max(len(draft.names), 1) + background.names
    common = [background.counts.get(word, 0) for word in words]
    counts = np.diff(name_starts) + np.array(common, np.int64)
    rarity = np.array([math.log((total + 1) / (count + 0.5)) for count in counts.tolist()], np.float32)
    weights = np.bincount(
        np.repeat(np.arange(len(starts) - 1), np.diff(starts)), rarity[values], minlength=len(starts) - 1
    ).astype(np.float32)
    arrays = {"words_starts": starts, "words_values": values, "name_weight": weights}
    arrays |= {"word_rarity": rarity, "word_starts": name_starts, "word_names": names}
    arrays["word_spread"] = _spread(draft, name_starts, names)
    arrays |= _texts("words", words) | _slip_arrays(words) | _sound_arrays(words)
    return arrays | _typed_arrays(draft, tables["typed"].texts())


def _spread(draft: _Draft, starts: Array, names: Array) -> Array:
    """Count the countries in which each word occurs: words for subjects occur everywhere, place names do not."""
    held: Array = np.diff(np.array(draft.first_name, np.int64))
    owners = np.repeat(np.arange(len(draft.ids)), held)
    countries = np.array(draft.countries, np.int64)[owners][names.astype(np.int64)]
    counts: Array = np.diff(starts.astype(np.int64))
    words = np.repeat(np.arange(len(starts) - 1, dtype=np.int64), counts)
    found = np.unique(words[countries > 0] << 16 | countries[countries > 0]) >> 16
    return np.minimum(np.bincount(found, minlength=len(starts) - 1), 255).astype(np.uint8)


def _slip_arrays(words: list[str]) -> dict[str, Array]:
    pairs = [
        (key, number)
        for number, word in enumerate(words)
        if _SHORTEST_SLIP <= len(word) <= _LONGEST_SLIP
        for key in slips(word)
    ]
    return _pairs("slip", pairs)


def _sound_arrays(words: list[str]) -> dict[str, Array]:
    """Index words of Latin letters by their consonants, which romanised words are looked up by."""
    pairs = [
        (sound_key(skeleton(word)), number)
        for number, word in enumerate(words)
        if word.isascii() and len(word) > 3
    ]
    return _pairs("sound", pairs)


def _pairs(name: str, pairs: list[tuple[int, int]]) -> dict[str, Array]:
    """A table of (key, word) sorted by key."""
    keys = np.array([key for key, _ in pairs], np.uint32)
    order = np.argsort(keys, kind="stable")
    numbers = np.array([number for _, number in pairs], np.uint32)
    return {f"{name}_key": keys[order], f"{name}_word": numbers[order]}


def _typed_arrays(draft: _Draft, words: list[str]) -> dict[str, Array]:
    """Return the words as written, in alphabetical order, for look-up while typing."""
    order = sorted(range(len(words)), key=words.__getitem__)
    rank = np.empty(len(words), np.uint32)
    rank[np.array(order, np.int64)] = np.arange(len(words), dtype=np.uint32)
    starts, values = pack_rows(draft.typed_words)
    name_starts, names = invert_rows(starts, rank[values] if len(words) else values, len(words))
    return {
        **_texts("typed", (words[number] for number in order)),
        "typed_starts": name_starts,
        "typed_names": names,
    }

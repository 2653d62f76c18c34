"""The opened index: its records, keys, words and rows. The public interface is `OrganisationIndex`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA

from vidsyn.matching.index.building import KIND_BITS, STATUSES
from vidsyn.matching.index.container import Array
from vidsyn.matching.index.keys import country_keys, region_keys, slips, sound_key
from vidsyn.matching.index.texts import Texts
from vidsyn.matching.organisations import NameKind, OrganisationName, OrganisationRecord, Status

# A key's target in one number: offset of its entries, whether it is (also) a place name, number of entries.
NAMES_OF_KEY = (1 << 16) - 1
PLACE_KEY = 1 << 16
_FIRST = 17
_DISPLAY = KIND_BITS[NameKind.DISPLAY]
MOST_CHILDREN, MOST_NAMES = 30, 20


class Index:
    """The arrays and what is derived from them once. Immutable; safe to share between threads."""

    def __init__(self, arrays: Mapping[str, Array], about: Mapping[str, Any] | None = None) -> None:
        self.about = dict(about or {})
        self.arrays = arrays
        self.ids = Texts(arrays["ids_bytes"], arrays["ids_offsets"])
        self.names = Texts(arrays["names_bytes"], arrays["names_offsets"])
        self.folded_names = Texts(arrays["folded_bytes"], arrays["folded_offsets"])
        self.sorted_names = Texts(arrays["sorted_bytes"], arrays["sorted_offsets"])  # canonical words, sorted
        self.words = Texts(arrays["words_bytes"], arrays["words_offsets"])
        self.typed = Texts(arrays["typed_bytes"], arrays["typed_offsets"])
        self._small = {name: self._all(name) for name in ("countries", "cities", "types", "languages")}
        self.record_country: list[str] = [
            self._small["countries"][n] for n in arrays["record_country"].tolist()
        ]
        # As views, not lists: reading one number is cheap, and opening costs nothing.
        self.record_city: Sequence[int] = arrays["record_city"].data
        self.record_types: Sequence[int] = arrays["record_types"].data
        self.city_key: Sequence[int] = arrays["city_key"].data
        self.name_record: Sequence[int] = arrays["name_record"].data
        self.name_kinds: Sequence[int] = arrays["name_kinds"].data
        self.name_weight: Sequence[float] = arrays["name_weight"].data
        self._first_name: Sequence[int] = arrays["record_first_name"].data
        self.word_starts: Sequence[int] = arrays["word_starts"].data
        self.key_name: Sequence[int] = arrays["key_name"].data
        self.key_form: Sequence[int] = arrays["key_form"].data
        self.rarity: Sequence[float] = arrays["word_rarity"].data
        self.spread: bytes = arrays["word_spread"].tobytes()
        self.word_number = {word: number for number, word in enumerate(self._all("words"))}
        self.country_keys, self.region_keys = country_keys(), region_keys()
        self.keys = self._keys()
        self.targets = self._targets()
        self.nearest_words = lru_cache(maxsize=20_000)(self._nearest_words)
        kinds = ("education", "healthcare", "company", "facility", "government")
        self.kind_bits = tuple(self.type_bit(kind) for kind in kinds)

    def __len__(self) -> int:
        return len(self.ids)

    def _all(self, name: str) -> list[str]:
        texts = Texts(self.arrays[f"{name}_bytes"], self.arrays[f"{name}_offsets"])
        return [texts[number] for number in range(len(texts))]

    def _targets(self) -> dict[int, tuple[int, ...]]:
        """For each record that is no longer active, the active ones that succeeded it.

        A closed record without a successor maps to itself (old papers still name it); a withdrawn one maps to
        nothing.
        """
        status = self.arrays["record_status"]
        active, inactive = STATUSES.index(Status.ACTIVE), STATUSES.index(Status.INACTIVE)
        return {
            int(row): self._followed(int(row), active) or ((int(row),) if status[row] == inactive else ())
            for row in np.flatnonzero(status != active)
        }

    def _followed(self, record: int, active: int) -> tuple[int, ...]:
        seen, waiting, found = {record}, [record], set()
        while waiting:
            current = waiting.pop()
            for successor in self.row("successors", current):
                if successor in seen:
                    continue
                seen.add(successor)
                if self.arrays["record_status"][successor] == active:
                    found.add(successor)
                else:
                    waiting.append(successor)
        return tuple(sorted(found))

    def row(self, name: str, number: int) -> list[int]:
        """Return one row of a table of lists: `parents`, `successors` (of a record), `words` (of a name)."""
        starts, values = self.arrays[f"{name}_starts"], self.arrays[f"{name}_values"]
        row: list[int] = values[starts[number] : starts[number + 1]].tolist()
        return row

    def _keys(self) -> dict[int, int]:
        """Hash of every name, and of every name of a country, region or city → its target."""
        unique, first, counts = np.unique(self.arrays["key_hash"], return_index=True, return_counts=True)
        leads = first.astype(np.int64) << _FIRST | np.minimum(counts, NAMES_OF_KEY)
        keys: dict[int, int] = dict(zip(unique.tolist(), leads.tolist(), strict=True))
        for place in (*self.country_keys, *self.region_keys, *self.city_countries):
            keys[place] = keys.get(place, 0) | PLACE_KEY
        return keys

    def entries(self, key: int) -> Iterator[tuple[int, int]]:
        """Yield (name, form) of each name that has the key."""
        return self.entries_at(self.keys.get(key, 0))

    def entries_at(self, lead: int) -> Iterator[tuple[int, int]]:
        """Yield (name, form) of each name that a value of `keys` points to."""
        first = lead >> _FIRST
        end = first + (lead & NAMES_OF_KEY)
        return zip(self.key_name[first:end], self.key_form[first:end], strict=True)

    def _nearest_words(self, word: str, limit: int = 3) -> tuple[int, ...]:
        """Return index words one slip (a letter added, missing, changed or moved) from an unknown word."""
        if not 4 <= len(word) <= 24:
            return ()
        numbers = self._words_at("slip", sorted(slips(word)))
        near = [n for n in numbers if OSA.distance(word, self.words[n], score_cutoff=1) <= 1]
        return tuple(sorted(near, key=lambda n: (self.rarity[n], n))[:limit])

    def sounding_words(self, bones: str) -> list[int]:
        """Return words of Latin letters with these consonants (`romanise.skeleton`), perhaps with a few others."""
        return sorted(self._words_at("sound", [sound_key(bones)]))

    def _words_at(self, table: str, keys: list[int]) -> set[int]:
        known, words = self.arrays[f"{table}_key"], self.arrays[f"{table}_word"]
        wanted = np.array(keys, np.uint32)
        lows, highs = np.searchsorted(known, wanted, "left"), np.searchsorted(known, wanted, "right")
        return {
            number
            for low, high in zip(lows.tolist(), highs.tolist(), strict=True)
            if low < high
            for number in words[low:high].tolist()
        }

    @cached_property
    def parents(self) -> dict[int, list[int]]:
        """The parents of each record that has any."""
        owners = np.flatnonzero(np.diff(self.arrays["parents_starts"].astype(np.int64)))
        return {int(record): self.row("parents", int(record)) for record in owners}

    @cached_property
    def _renown(self) -> tuple[bytes, bytes, int]:
        """(number of child records, number of names, the bit of funders), per record."""
        children = np.bincount(self.arrays["parents_values"].astype(np.int64), minlength=len(self))
        names = np.diff(self.arrays["record_first_name"].astype(np.int64))
        return (
            np.minimum(children, MOST_CHILDREN).astype(np.uint8).tobytes(),
            np.minimum(names, MOST_NAMES).astype(np.uint8).tobytes(),
            self.type_bit("funder"),
        )

    def renown(self, record: int) -> tuple[float, float, float]:
        """Return how well known a record is: its child records and names (capped), and whether it is a funder."""
        children, names, funder = self._renown
        return float(children[record]), float(names[record]), float(bool(self.record_types[record] & funder))

    @cached_property
    def city_countries(self) -> dict[int, frozenset[str]]:
        """Hash of a city's name → the countries in which the index has a city of that name."""
        found: dict[int, set[str]] = defaultdict(set)
        for city, country in set(zip(self.record_city, self.record_country, strict=True)):
            if city:
                found[self.city_key[city]].add(country)
        return {key: frozenset(countries) for key, countries in found.items()}

    @cached_property
    def _number(self) -> dict[str, int]:
        return {id_: number for number, id_ in enumerate(self._all("ids"))}

    def number_of(self, id_: str) -> int | None:
        return self._number.get(id_)

    def record(self, number: int) -> OrganisationRecord:
        """Return a complete record."""
        arrays = self.arrays
        websites = Texts(arrays["websites_bytes"], arrays["websites_offsets"])
        first, end = int(arrays["record_first_name"][number]), int(arrays["record_first_name"][number + 1])
        return OrganisationRecord(
            id=self.ids[number],
            names=tuple(self._name(name) for name in range(first, end)),
            country=self.record_country[number] or None,
            city=self._small["cities"][self.record_city[number]] or None,
            types=tuple(
                kind for bit, kind in enumerate(self._small["types"]) if self.record_types[number] >> bit & 1
            ),
            status=STATUSES[int(arrays["record_status"][number])],
            website=websites[number] or None,
            parents=tuple(self.ids[parent] for parent in self.row("parents", number)),
            successors=tuple(self.ids[target] for target in self.targets.get(number, ()) if target != number),
        )

    def _name(self, number: int) -> OrganisationName:
        kinds = tuple(kind for kind, bit in KIND_BITS.items() if self.name_kinds[number] & bit)
        language = self._small["languages"][int(self.arrays["name_language"][number])]
        return OrganisationName(self.names[number], kinds, language or None)

    def type_bit(self, kind: str) -> int:
        """Return the bit of a type of organisation in `record_types`; 0 for a type that is not in the index."""
        types = self._small["types"]
        return 1 << types.index(kind) if kind in types else 0

    def display_name(self, number: int) -> str:
        first, end = self._first_name[number], self._first_name[number + 1]
        for name in range(first, end):
            if self.name_kinds[name] & _DISPLAY:
                return self.names[name]
        return self.names[first] if end > first else self.ids[number]

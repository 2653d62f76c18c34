"""The public interface: an opened index of organisations, from ROR or from a list of one's own.

index = open_index(Path("var/ror"))
index.resolve("Dept. of Physics, Univ. of Uppsala, Sweden")
index.record("https://ror.org/048a87296")
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vidsyn.matching.index.background import word_counts
from vidsyn.matching.index.building import KIND_BITS, build
from vidsyn.matching.index.container import Array
from vidsyn.matching.index.keys import canonical_key
from vidsyn.matching.index.opened import Index
from vidsyn.matching.organisations import Match, Named, NameKind, OrganisationName, OrganisationRecord
from vidsyn.matching.resolver import Resolver
from vidsyn.matching.ror.dump import ror_id
from vidsyn.matching.text.countries import country_code
from vidsyn.matching.text.words import cut

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An as-you-type suggestion: the organisation, and the name of it that matched."""

    id: str
    name: str
    met: str
    country: str | None


class OrganisationIndex:
    """Look up records by id, by typed prefix, and by free text. Immutable; open it once and reuse it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._resolver = Resolver(index)

    @property
    def about(self) -> Mapping[str, Any]:
        """The version: content hash, source file, time of import, number of records and names."""
        return self._index.about

    def __len__(self) -> int:
        return len(self._index)

    def record(self, id_: str) -> OrganisationRecord | None:
        """Return the record with an id, active or not; a ROR id may be given in full or by its last nine
        characters.
        """
        number = self._index.number_of(id_)
        if number is None:
            number = self._index.number_of(ror_id(id_))
        return None if number is None else self._index.record(number)

    def named(self, name: str) -> list[OrganisationRecord]:
        """Return the records with this name, ignoring case, accents and spelling variants of institution words."""
        found = {
            self._index.name_record[number]
            for number, _ in self._index.entries(canonical_key(cut(name).words))
        }
        return [self._index.record(number) for number in sorted(found)]

    def resolve(self, text: str, *, country: str | None = None, limit: int = 5) -> list[Match]:
        """Return the organisations a text may mean, best first. `country` (a code or a name) separates namesakes."""
        return self._resolver.resolve(text, country=country, limit=limit)

    def resolve_many(
        self, asked: Sequence[tuple[str, str | None]], *, limit: int = 5
    ) -> Iterator[list[Match]]:
        """Answer many (text, country) pairs, in order; faster than one by one."""
        return self._resolver.resolve_many(asked, limit=limit)

    def search(self, prefix_text: str, limit: int = 10) -> list[Suggestion]:
        """Find organisations with a name that has all the typed words, complete or not; else what the text may
        mean.
        """
        words = [word.folded for word in cut(prefix_text).words]
        if not words:
            return []
        names = self._names_with(words)
        if not names:
            return [self._likely(match) for match in self.resolve(prefix_text, limit=limit)]
        return list(self._suggestions(names, " ".join(words), limit))

    def _likely(self, match: Match) -> Suggestion:
        record = self.record(match.id)
        return Suggestion(match.id, match.name, match.name, record.country if record else None)

    def _names_with(self, words: list[str]) -> list[int]:
        typed, starts = self._index.typed, self._index.arrays["typed_starts"]
        holders = self._index.arrays["typed_names"]
        found: Array | None = None
        for place, word in enumerate(words):
            low = bisect_left(typed, word)
            unfinished = place == len(words) - 1 or len(word) > 2
            high = bisect_left(typed, word + (_LAST if unfinished else "\0"), lo=low)
            names = np.unique(holders[int(starts[low]) : int(starts[high])])
            found = names if found is None else np.intersect1d(found, names, assume_unique=True)
        return [] if found is None else [int(name) for name in found[:20_000]]

    def _suggestions(self, names: list[int], asked: str, limit: int) -> Iterator[Suggestion]:
        index, offered = self._index, set()
        for name in sorted(names, key=lambda name: self._rank(name, asked)):
            owner = index.name_record[name]
            for record in index.targets.get(owner, (owner,)):
                if record in offered or record in index.targets:
                    continue
                offered.add(record)
                country = index.record_country[record] or None
                yield Suggestion(index.ids[record], index.display_name(record), index.names[name], country)
                if len(offered) == limit:
                    return

    def _rank(self, name: int, asked: str) -> tuple[bool, bool, bool, bool, int, int]:
        """Sort key: the whole name, then names that begin so, places of education, display names, short ones."""
        index = self._index
        folded = index.folded_names[name] if len(asked) > 2 else index.names[name].lower()
        shown = bool(index.name_kinds[name] & KIND_BITS[NameKind.DISPLAY])
        taught = bool(index.record_types[index.name_record[name]] & index.type_bit("education"))
        return folded != asked, not folded.startswith(asked), not taught, not shown, len(folded), name


class NameIndex(OrganisationIndex):
    """The same matcher over any list of named organisations, built in memory, such as a register's own partners."""

    def __init__(self, entries: Iterable[Named]) -> None:
        super().__init__(Index(build((_as_record(entry) for entry in entries), background=word_counts())))


def _as_record(entry: Named) -> OrganisationRecord:
    names = [OrganisationName(value, (NameKind.LABEL,)) for value in entry.names if value.strip()]
    if names:
        names[0] = OrganisationName(names[0].value, (NameKind.DISPLAY, NameKind.LABEL))
    return OrganisationRecord(entry.id, tuple(names), country=country_code(entry.country))

"""Find the organisations a text may mean, by names that occur in it word for word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vidsyn.matching.index.keys import Form
from vidsyn.matching.index.opened import Index
from vidsyn.matching.reading import Query, Run

_TELLING = 9.0
_CROWD = 6
SELDOM = 8.0
_UNITS = frozenset(("department", "division", "section", "unit", "faculty", "chair", "program"))
_INSTITUTIONS = frozenset(
    (
        "university", "universityhospital", "universitymedicine", "institute", "college", "hospital", "center",
        "academy", "laboratory", "school", "clinic", "polytechnic", "company", "corporation", "limited",
        "foundation", "museum", "observatory", "agency", "ministry",
    )
)  # fmt: skip
# Plain integers: comparing with enumeration members takes three times as long.
_ACRONYM, _WITHOUT_NATION = int(Form.ACRONYM), int(Form.WITHOUT_NATION)


@dataclass(slots=True)
class Candidate:
    """One record with the best evidence for it."""

    record: int
    name: int
    form: int
    start: int
    end: int
    coverage: float
    exact: bool
    through: int  # the record that owns the name, when it is closed and this one succeeded it


_Found = tuple[int, int, int, int, int]  # name, form, start, end, record that owns the name


def span_candidates(index: Index, query: Query, runs: Iterable[Run]) -> dict[int, Candidate]:
    """Return the best span for each record: longest and tidiest first, a full name before a shortened one."""
    best: dict[int, _Found] = {}
    worths: dict[int, tuple[int, int, int]] = {}
    words, owners, targets = query.words.words, index.name_record, index.targets
    loose = len(words) == 1 or query.words.text.isupper()
    for start, end, entries in runs:
        tidy, crossed = _tidiness(query, start, end)
        said = loose or words[start].upper  # "who" is the World Health Organization only in capitals
        for name, form in index.entries_at(entries):
            owner = owners[name]
            if form >= _ACRONYM:
                apart = said if form == _ACRONYM else _said_apart(index, query, owner, form, start, end)
                if not apart:
                    continue
            worth = (tidy, -form, crossed)
            for record in targets.get(owner, (owner,)):
                if record not in best or worth > worths[record]:
                    worths[record] = worth
                    best[record] = (name, form, start, end, owner)
    found = {
        record: Candidate(record, name, form, start, end, 1.0, True, owner)
        for record, (name, form, start, end, owner) in best.items()
    }
    return found if len(found) <= _CROWD else _without_crowds(index, query, found)


def _tidiness(query: Query, start: int, end: int) -> tuple[int, int]:
    """Rank how well a span is cut: long, starting and ending at segment boundaries, within one segment."""
    segments = query.words.segments
    begins, ends = query.first[start] == start, query.last[end - 1] == end
    crossed = segments[end - 1] - segments[start]
    return end - start + begins + ends - min(crossed, 1), -crossed


def _said_apart(index: Index, query: Query, record: int, form: int, start: int, end: int) -> bool:
    """Check whether the place that a shortened name omits is named elsewhere in the text."""
    if form == _WITHOUT_NATION:
        country = index.record_country[record]
        return country == query.country_given or country in query.countries or country in query.regions
    place = query.places.get(index.city_key[index.record_city[record]])
    return place is not None and not (start <= place[0] and place[1] <= end)


def _without_crowds(index: Index, query: Query, best: dict[int, Candidate]) -> dict[int, Candidate]:
    """Where many records share the same words, return only those that match the places named."""
    crowds: dict[tuple[int, int], list[Candidate]] = {}
    for c in best.values():
        crowds.setdefault((c.start, c.end), []).append(c)
    if max(map(len, crowds.values())) <= _CROWD:
        return best
    kept: dict[int, Candidate] = {}
    for members in crowds.values():
        if len(members) > _CROWD:
            members = sorted(members, key=lambda c: (-_places_met(index, query, c.record), c.record))[:_CROWD]
        kept |= {c.record: c for c in members}
    return kept


def _places_met(index: Index, query: Query, record: int) -> int:
    country, city = index.record_country[record], index.record_city[record]
    wanted = {query.country_given} if query.country_given else set(query.countries or query.regions)
    return 2 * (country in wanted) + bool(city and index.city_key[city] in query.places)


def explained(index: Index, query: Query, candidates: Iterable[Candidate]) -> bool:
    """Check whether every segment that looks like an institution contains a distinctive name of its own.

    If so, the search for near names is skipped: it could only add noise, and takes most of the time.
    """
    told = _told_segments(index, query, candidates)
    if not told:
        return False
    wanted = _institutions(index, query)
    return not wanted - told


def _told_segments(index: Index, query: Query, candidates: Iterable[Candidate]) -> set[int]:
    """Return segments with a distinctive name in them and no nearby word that would make it another name."""
    segments, first, last, told = query.words.segments, query.first, query.last, set()
    named = query.country_given or query.countries
    for c in candidates:
        if first[c.start] != c.start or last[c.end - 1] != c.end:
            continue
        if c.form == _ACRONYM or index.name_weight[c.name] < _TELLING:
            continue
        country = index.record_country[c.record]
        if not named or country in named or country == query.country_given:
            told.update(segments[c.start : c.end])
    return told


def _institutions(index: Index, query: Query) -> set[int]:
    """Return segments that name an institution: an institution word plus a distinctive one, and not a unit of it."""
    units, institutions, telling = set(), set(), set()
    previous, rarity = -1, index.rarity
    for word, number, segment in zip(query.words.words, query.numbers, query.words.segments, strict=True):
        canonical = word.canonical
        if not canonical:
            continue
        if segment != previous and canonical in _UNITS:
            units.add(segment)
        previous = segment
        if canonical in _INSTITUTIONS:
            institutions.add(segment)
        elif number is None or rarity[number] > SELDOM:
            telling.add(segment)
    return (institutions & telling) - units

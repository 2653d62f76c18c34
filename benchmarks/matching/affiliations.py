"""Affiliations to ROR: ours beside exact look-up, rapidfuzz and tantivy BM25, on texts no model was trained on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tantivy
from rapidfuzz import fuzz, process

from benchmarks.matching.measures import (
    Answer,
    best_floor,
    calibration_error,
    memory_mb,
    micro,
    timed,
    top_one,
)
from vidsyn.matching import OrganisationIndex
from vidsyn.matching.resolver import ACCEPT, REVIEW
from vidsyn.matching.text.words import folded_text
from vidsyn.matching.training.gold import UNSEEN, Labelled, fold_of, read_set

SETS = ("crossref2024", "springer2023", "s2aff", "logs", "names")
_SLOW = 15  # questions asked of a rival that reads every name each time

System = Callable[[str], Answer]


def affiliation_rows(index: OrganisationIndex, data: Path) -> Iterator[dict[str, object]]:
    """A row of the table for each system and set."""
    rivals: list[tuple[str, System, int]] = [("vidsyn", _ours(index), 1 << 30)]
    start = time.perf_counter()
    names = _names(index)
    rivals.append(("exact name in a segment", _exact(names), 1 << 30))
    rivals.append(("tantivy BM25", _bm25(names), 1 << 30))
    rivals.append(("rapidfuzz WRatio", _fuzzy(names), _SLOW))
    built = time.perf_counter() - start
    for name in SETS:
        items = [item for item in read_set(data, name) if fold_of(item.text) in UNSEEN]
        for system, answer, most in rivals:
            yield {"set": name, "system": system, **_measured(answer, items[:most], ours=system == "vidsyn")}
    yield {"set": "rivals' indexes", "system": "all", "build s": built, "MB": memory_mb()}


def _measured(answer: System, items: list[Labelled], *, ours: bool) -> dict[str, object]:
    found = timed(answer, [item.text for item in items])
    truth = [item.ids for item in items]
    floor = REVIEW if ours else best_floor(found.answers, truth)
    row: dict[str, object] = {"n": len(items), **micro(found.answers, truth, floor)}
    row["top-1"] = top_one(found.answers, truth)
    if ours:
        accepted = micro(found.answers, truth, ACCEPT)
        row |= {"accept P": accepted["P"], "accept R": accepted["R"]}
        row["ECE"] = calibration_error(found.answers, truth)
    return row | {"per s": found.per_second, "p99 ms": found.p99_ms}


def _ours(index: OrganisationIndex) -> System:
    return lambda text: [(match.id, match.confidence) for match in index.resolve(text)]


def _names(index: OrganisationIndex) -> list[tuple[str, str]]:
    inner = index._index
    owners = ((number, inner.name_record[number]) for number in range(len(inner.names)))
    return [
        (folded_text(inner.names[number]), inner.ids[target])
        for number, owner in owners
        for target in inner.targets.get(owner, (owner,))
    ]


def _exact(names: list[tuple[str, str]]) -> System:
    table: dict[str, list[str]] = {}
    for name, id_ in names:
        table.setdefault(name, []).append(id_)

    def answer(text: str) -> Answer:
        found = {id_: 1.0 for part in text.split(",") for id_ in table.get(folded_text(part), ())[:2]}
        return list(found.items())

    return answer


def _bm25(names: list[tuple[str, str]]) -> System:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("name", stored=False)
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=60_000_000, num_threads=1)
    for name, id_ in names:
        writer.add_document(tantivy.Document(name=name, id=id_))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def answer(text: str) -> Answer:
        words = folded_text(text)
        if not words:
            return []
        query, _ = index.parse_query_lenient(words, ["name"])
        hits = searcher.search(query, 3).hits
        best: dict[str, float] = {}
        for score, address in hits:
            best.setdefault(searcher.doc(address)["id"][0], float(score))
        return list(best.items())[:1]

    return answer


def _fuzzy(names: list[tuple[str, str]]) -> System:
    texts = [name for name, _ in names]

    def answer(text: str) -> Answer:
        found = process.extractOne(folded_text(text), texts, scorer=fuzz.WRatio)
        return [(names[found[2]][1], found[1] / 100)] if found else []

    return answer

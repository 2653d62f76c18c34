"""Affiliations to ROR: ours beside exact look-up, rapidfuzz and tantivy BM25, on the whole public half.

Ours answers each text with the pair of models that was trained without the part of the texts it belongs to
(`parts/`, made by `make train-matching` with the shipped ones, which know all of them).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
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
from vidsyn.matching.index.building import build
from vidsyn.matching.index.opened import Index
from vidsyn.matching.judging import Judge
from vidsyn.matching.model import Model
from vidsyn.matching.organisations import Band, Match, OrganisationRecord
from vidsyn.matching.resolver import REVIEW, Resolver
from vidsyn.matching.text.words import folded_text
from vidsyn.matching.training.gold import PARTS, Labelled, part_of, read_set

SETS = ("crossref2024", "springer2023", "s2aff", "s2aff test part", "logs", "names")
_PARTS = Path(__file__).parent / "parts"
SAMPLED = ("crossref2024", "springer2023", "s2aff")  # also asked of the slowest, a sample of each
_SLOW = 15  # questions asked of a rival that reads every name each time

System = Callable[[str], Answer]


def affiliation_rows(index: OrganisationIndex, data: Path, *, sampled: int) -> Iterator[dict[str, object]]:
    """A row of the table for each system and set; then all systems on samples small enough for the slowest."""
    ours = _Ours(index._index)
    rivals: list[tuple[str, System, int]] = [("vidsyn", ours.answer, 1 << 30)]
    start = time.perf_counter()
    names = _names(index)
    rivals.append(("exact name in a segment", _exact(names), 1 << 30))
    rivals.append(("tantivy BM25", _bm25(names), 1 << 30))
    rivals.append(("rapidfuzz WRatio", _fuzzy(names), _SLOW))
    built = time.perf_counter() - start
    for name in SETS:
        items = _items(data, name)
        for system, answer, most in rivals:
            row = {"set": name, "system": system, **_measured(answer, items[:most], ours=system == "vidsyn")}
            yield row | (ours.more(items) if system == "vidsyn" else {})
    yield native_row(ours.index, data)
    yield {"set": "rivals' indexes", "system": "all", "build s": built, "MB": memory_mb()}
    samples = {name: _sample(_items(data, name), sampled) for name in SAMPLED}
    for name, items in samples.items():
        for system, answer, _ in rivals[:3]:
            row = _measured(answer, items, ours=system == "vidsyn")
            yield {"set": f"{name}, a sample", "system": system, **row}
    yield from _nomenklatura_rows(ours.index, samples)


def _sample(items: list[Labelled], wanted: int) -> list[Labelled]:
    return items[:: max(len(items) // wanted, 1)][:wanted]


def _nomenklatura_rows(index: Index, samples: dict[str, list[Labelled]]) -> Iterator[dict[str, object]]:
    try:
        from benchmarks.matching.nomenklatura_rival import Nomenklatura, Party
    except ImportError:
        yield {"set": "samples", "system": "nomenklatura: not installed (requirements/bench-matching.txt)"}
        return
    start = time.perf_counter()
    records = (index.record(number) for number in range(len(index)) if number not in index.targets)
    rival = Nomenklatura(
        Party(one.id, "Organization", tuple(name.value for name in one.names), one.country) for one in records
    )
    built = time.perf_counter() - start
    yield {"set": "samples", "system": "nomenklatura's index", "build s": built, "MB": memory_mb()}
    for name, items in samples.items():
        for algorithm in ("logic-v1", "logic-v2"):
            asked = [Party("", "Organization", (item.text,)) for item in items]
            found = rival.ask(algorithm, asked)
            firsts = [
                answer[:1] for answer in found.answers
            ]  # as of BM25: its best answer, above its best score
            truth = [item.ids for item in items]
            row = micro(firsts, truth, best_floor(firsts, truth)) | {"top-1": top_one(firsts, truth)}
            row |= {"n": len(items), "per s": found.per_second}
            yield {"set": f"{name}, a sample", "system": f"nomenklatura {algorithm}", **row}


def _items(data: Path, name: str) -> list[Labelled]:
    if name == "s2aff test part":
        return list(read_set(data, "s2aff", split="test"))
    return list(read_set(data, name))


def _measured(answer: System, items: list[Labelled], *, ours: bool) -> dict[str, object]:
    found = timed(answer, [item.text for item in items])
    truth = [item.ids for item in items]
    floor = REVIEW if ours else best_floor(found.answers, truth)
    row: dict[str, object] = {"n": len(items), **micro(found.answers, truth, floor)}
    row["top-1"] = top_one(found.answers, truth)
    if ours:
        row["ECE"] = calibration_error(found.answers, truth)
    return row | {"per s": found.per_second, "p99 ms": found.p99_ms}


class _Ours:
    """The matcher with the models that did not know the text's part."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._resolvers = [Resolver(index, _part_judge(part)) for part in range(PARTS)]
        # Which part a text is in is the benchmark's affair, not the matcher's: it is not to be timed.
        self._part = lru_cache(maxsize=None)(part_of)

    def matches(self, text: str) -> list[Match]:
        return self._resolvers[self._part(text)].resolve(text)

    def answer(self, text: str) -> Answer:
        return [(match.id, match.confidence) for match in self.matches(text)]

    def more(self, items: list[Labelled]) -> dict[str, object]:
        """Precision and recall of the accept band, and how many of the true records are candidates at all."""
        accepted = [
            [(match.id, match.confidence) for match in self.matches(item.text) if match.band is Band.ACCEPT]
            for item in items
        ]
        band = micro(accepted, [item.ids for item in items], 0.0)
        met = wanted = 0
        for item in items:
            ids = {self.index.ids[row.candidate.record] for row in self._resolvers[0].rows(item.text)}
            met += len(ids & item.ids)
            wanted += len(item.ids)
        return {"accept P": band["P"], "accept R": band["R"], "candidates": met / max(wanted, 1)}


def _part_judge(part: int) -> Judge:
    with np.load(_PARTS / f"part-{part}.npz", allow_pickle=False) as arrays:
        models = [
            Model({name.removeprefix(which): arrays[name] for name in arrays.files if name.startswith(which)})
            for which in ("first_", "second_")
        ]
    return Judge(*models)


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


def native_row(index: Index, data: Path) -> dict[str, object]:
    """Labels in other scripts against an index from which every name with such letters is taken: first answer right."""
    latin = OrganisationIndex(Index(build(_latin_only(index))))
    with (data / "public" / "aff_ror_native.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = timed(
        lambda text: [(match.id, match.confidence) for match in latin.resolve(text)],
        [row["affiliation"] for row in rows],
    )
    top = top_one(found.answers, [frozenset(row["ror_ids"]) for row in rows])
    row: dict[str, object] = {"set": "native labels, Latin index", "system": "vidsyn", "n": len(rows)}
    return row | {"top-1": top, "per s": found.per_second, "p99 ms": found.p99_ms}


_NOT_LATIN = re.compile("[\u0370-\u1dff\u2c80-\ua6ff\uac00-\ud7ff\uf900-\ufdff]")


def _latin_only(index: Index) -> Iterator[OrganisationRecord]:
    for number in range(len(index)):
        record = index.record(number)
        names = tuple(name for name in record.names if not _NOT_LATIN.search(name.value))
        yield replace(record, names=names)

"""Screening and name pairs: ours beside rapidfuzz and nomenklatura's index with logic-v1 and logic-v2."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.matching.measures import Answer, Timed, calibration_error, memory_mb, recall_at_alarms, timed
from vidsyn.matching.lists.formats.generic import generic_jsonl
from vidsyn.matching.lists.listing import Listing, ListingKind
from vidsyn.matching.screening.building import Entry
from vidsyn.matching.screening.names import screened
from vidsyn.matching.screening.pairs import pair_features
from vidsyn.matching.screening.screener import Asked, Screener, Screening
from vidsyn.matching.text.words import folded_text

_CYRILLIC, _ARABIC = re.compile("[\u0400-\u04ff]"), re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Question:
    """A screening query: who is meant (a cluster of listings, None for nobody), and what was done to the name."""

    text: str
    person: bool
    cluster: str | None
    change: str


def questions(data: Path) -> list[Question]:
    with (data / "public" / "screen_queries.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Question(row["query"], row["schema"] == "Person", row["cluster"], row["cls"]) for row in rows]


def listed(data: Path, *, native: bool) -> tuple[list[Listing], dict[str, str]]:
    """The listings, with or without their names in other scripts, and each key's cluster."""
    with gzip.open(data / "watchlists" / "screen_index.jsonl.gz") as stream:
        found = list(generic_jsonl(stream))
    clusters = {listing.key: str(listing.row["cluster"]) for listing in found}
    if not native:
        hidden = {listing.key: {" ".join(str(n).split()) for n in listing.row["native"]} for listing in found}
        found = [replace(one, names=tuple(n for n in one.names if n not in hidden[one.key])) for one in found]
    return [listing for listing in found if listing.names], clusters


def screening_rows(data: Path, *, rivals_asked: int) -> Iterator[dict[str, object]]:
    """A row of the table for each system."""
    asked = questions(data)
    truth = [frozenset((question.cluster,)) if question.cluster else frozenset[str]() for question in asked]
    for native in (False, True):
        listings, clusters = listed(data, native=native)
        start = time.perf_counter()
        screener = Screener([Entry("all", listing) for listing in listings])
        built = time.perf_counter() - start
        kinds = {question.text: Asked.PERSON if question.person else Asked.ORGANISATION for question in asked}
        found = timed(_ours(screener, kinds), [question.text for question in asked])
        label = "with native names" if native else "Latin names only"
        yield {
            "set": f"screening, {label}",
            "system": "vidsyn",
            **_row(asked, found, clusters, listings),
            "ECE": calibration_error(_by_cluster(found, clusters), truth),
            "build s": built,
        }
        if not native:
            step = max(len(asked) // rivals_asked, 1)
            same = Timed(found.answers[::step], found.per_second, found.p99_ms)
            row = _row(asked[::step], same, clusters, listings)
            yield {"set": "screening, the rivals' questions", "system": "vidsyn", **row}
            yield from _rivals(asked, rivals_asked, listings, clusters)
    yield {"set": "screening", "system": "all", "MB": memory_mb()}


def _ours(screener: Screener, kinds: dict[str, Asked]) -> Callable[[str], Answer]:
    def answer(text: str) -> Answer:
        return [(hit.listing.key, hit.confidence) for hit in screener.screen(Screening(text, kinds[text]))]

    return answer


def _by_cluster(found: Timed, clusters: dict[str, str]) -> list[Answer]:
    """The answers as who is meant: the same party on two lists is one answer."""
    best: list[Answer] = []
    for answer in found.answers:
        sure: dict[str, float] = {}
        for key, confidence in answer:
            sure[clusters[key]] = max(sure.get(clusters[key], 0.0), confidence)
        best.append(list(sure.items()))
    return best


def _rivals(
    asked: list[Question], most: int, listings: list[Listing], clusters: dict[str, str]
) -> Iterator[dict[str, object]]:
    step = max(len(asked) // most, 1)
    some = asked[::step]
    names = [(name.casefold(), listing.key) for listing in listings for name in listing.names]
    texts = [name for name, _ in names]

    def fuzzy(text: str) -> Answer:
        hit = process.extractOne(text.casefold(), texts, scorer=fuzz.token_sort_ratio)
        return [(names[hit[2]][1], hit[1] / 100)] if hit else []

    found = timed(fuzzy, [question.text for question in some])
    yield {
        "set": "screening, Latin names only",
        "system": "rapidfuzz",
        **_row(some, found, clusters, listings),
    }
    try:
        from benchmarks.matching.nomenklatura_rival import Nomenklatura, Party
    except ImportError:
        yield {"set": "screening", "system": "nomenklatura: not installed (requirements/bench-matching.txt)"}
        return
    schema = {True: "Person", False: "LegalEntity"}
    rival = Nomenklatura(
        Party(one.key, schema[one.kind is ListingKind.PERSON], one.names) for one in listings
    )
    wanted = [Party("", schema[one.person], (one.text,)) for one in some]
    for algorithm in ("logic-v1", "logic-v2"):
        answered = rival.ask(algorithm, wanted)
        row = _row(some, answered, clusters, listings)
        yield {"set": "screening, Latin names only", "system": f"nomenklatura {algorithm}", **row}


def _same_words(text: str) -> str:
    return " ".join(sorted(folded_text(text).split()))


def _row(
    asked: list[Question], found: Timed, clusters: dict[str, str], listings: list[Listing]
) -> dict[str, object]:
    firsts = [(clusters[answer[0][0]], answer[0][1]) if answer else ("", 0.0) for answer in found.answers]
    alarms = [score for question, (_, score) in zip(asked, firsts, strict=True) if question.cluster is None]

    def at(chosen: list[bool]) -> float:
        tops = [
            (first[0] == question.cluster, first[1])
            for question, first, wanted in zip(asked, firsts, chosen, strict=True)
            if wanted and question.cluster is not None
        ]
        return recall_at_alarms(tops, alarms)

    homoglyph = [question.change == "homoglyph" for question in asked]
    cyrillic = [bool(_CYRILLIC.search(q.text)) and not h for q, h in zip(asked, homoglyph, strict=True)]
    arabic = [bool(_ARABIC.search(q.text)) for q in asked]
    names = {(clusters[one.key], _same_words(name)) for one in listings for name in one.names}
    exact = [question.change == "exact" for question in asked]
    on_list = [(question.cluster, _same_words(question.text)) in names for question in asked]
    script = [question.change.startswith("script_") for question in asked]
    return {
        "n": len(asked),
        "R@1 all": at([True] * len(asked)),
        "Latin": at([not s for s in script]),
        "Cyr. P": at([c and q.person for c, q in zip(cyrillic, asked, strict=True)]),
        "Arab. P": at([a and q.person for a, q in zip(arabic, asked, strict=True)]),
        "exact": at(exact),
        # A few "exact" names stand on none of the lists given: what is on them must be found, always and first.
        "exact, on the list": at([e and o for e, o in zip(exact, on_list, strict=True)]),
        "per s": found.per_second,
        "p99 ms": found.p99_ms,
    }


def pair_rows(data: Path) -> Iterator[dict[str, object]]:
    """Best F1 on the labelled name pairs."""
    with (data / "public" / "names_name_bench.jsonl").open(encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    labels = [pair["is_match"] == "true" for pair in pairs]
    persons = [pair["schema"] == "Person" for pair in pairs]
    cut = [
        (screened(pair["name1"], person=person), screened(pair["name2"], person=person), person)
        for pair, person in zip(pairs, persons, strict=True)
    ]
    ours = Screener([]).model.scores([pair_features(one, other, person=person) for one, other, person in cut])
    yield {"set": "name pairs", "system": "vidsyn", "n": len(pairs), "F1": _best_f1(ours.tolist(), labels)}
    plain = [fuzz.token_sort_ratio(pair["name1"].casefold(), pair["name2"].casefold()) for pair in pairs]
    yield {"set": "name pairs", "system": "rapidfuzz", "n": len(pairs), "F1": _best_f1(plain, labels)}
    try:
        from benchmarks.matching.nomenklatura_rival import pair_scores
    except ImportError:
        return
    for algorithm in ("logic-v1", "logic-v2"):
        scores = pair_scores(algorithm, [(pair["schema"], pair["name1"], pair["name2"]) for pair in pairs])
        yield {"set": "name pairs", "system": f"nomenklatura {algorithm}", "F1": _best_f1(scores, labels)}


def _best_f1(scores: list[float], labels: list[bool]) -> float:
    best, right, total = 0.0, 0, sum(labels)
    ordered = sorted(zip(scores, labels, strict=True), key=lambda pair: -pair[0])
    for given, (_, label) in enumerate(ordered, start=1):
        right += label
        if given == len(ordered) or ordered[given][0] < ordered[given - 1][0]:
            best = max(best, 2 * right / (given + total))
    return best

"""nomenklatura with its own index. Every entity gets a fresh id: its comparisons are remembered by id."""

from __future__ import annotations

import itertools
import logging
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.matching import get_algorithm

from benchmarks.matching.measures import Answer, Timed
from vidsyn.matching.lists.listing import Listing, ListingKind

logging.disable(logging.INFO)
_DATASET = Dataset.make({"name": "bench", "title": "bench"})
_fresh = itertools.count()


def _entity(schema: str, names: Iterable[str]) -> Any:
    properties = {"name": list(names)}
    raw = {"id": f"e{next(_fresh)}", "schema": schema, "properties": properties, "datasets": ["bench"]}
    return StatementEntity.from_data(_DATASET, raw)


class _View:
    """The part of a store's view that the index reads."""

    def __init__(self, entities: list[Any]) -> None:
        self._entities = entities

    def entities(self, include_schemata: list[Any] | None = None) -> Iterator[Any]:
        return iter(self._entities)


def ask(algorithm: str, listings: list[Listing], asked: list[Any]) -> Timed:
    """Every question through the index in one batch, then compared with each candidate."""
    compare = get_algorithm(algorithm)
    assert compare is not None
    config = compare.default_config()
    entities = {}
    for listing in listings:
        entity = _entity("Person" if listing.kind is ListingKind.PERSON else "LegalEntity", listing.names)
        entities[entity.id] = (entity, listing.key)
    index = Index(_View([entity for entity, _ in entities.values()]), Path(tempfile.mkdtemp()))  # type: ignore[arg-type]
    index.build()
    queries = [_entity("Person" if one.person else "LegalEntity", [one.text]) for one in asked]
    place = {query.id: number for number, query in enumerate(queries)}
    answers: list[Answer] = [[] for _ in asked]
    start = time.process_time()
    for query_id, matches in index.match_entities(queries):
        number = place[query_id.id]
        scored = [
            (entities[match.id][1], compare.compare(queries[number], entities[match.id][0], config).score)
            for match, _ in matches[:30]
            if match.id in entities
        ]
        answers[number] = sorted(scored, key=lambda pair: -pair[1])
    took = time.process_time() - start
    return Timed(answers, len(asked) / max(took, 1e-9), float("nan"))


def pair_scores(algorithm: str, pairs: list[tuple[str, str, str]]) -> list[float]:
    """The score of each (schema, name, name)."""
    compare = get_algorithm(algorithm)
    assert compare is not None
    config = compare.default_config()
    return [compare.compare(_entity(s, [one]), _entity(s, [other]), config).score for s, one, other in pairs]

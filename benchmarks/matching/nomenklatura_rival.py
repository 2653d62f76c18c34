"""nomenklatura with its own index. Every entity gets a fresh id: its comparisons are remembered by id."""

from __future__ import annotations

import itertools
import logging
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.matching import get_algorithm

from benchmarks.matching.measures import Answer, Timed

logging.disable(logging.INFO)
_DATASET = Dataset.make({"name": "bench", "title": "bench"})
_fresh = itertools.count()
_COMPARED = 30  # candidates of its index that are compared


@dataclass(frozen=True, slots=True)
class Party:
    """What either side of a question is to nomenklatura."""

    key: str
    schema: str
    names: tuple[str, ...]
    country: str | None = None


def _entity(party: Party) -> Any:
    properties = {"name": list(party.names)} | ({"country": [party.country]} if party.country else {})
    raw = {"id": f"e{next(_fresh)}", "schema": party.schema, "properties": properties, "datasets": ["bench"]}
    return StatementEntity.from_data(_DATASET, raw)


class _View:
    """The part of a store's view that the index reads."""

    def __init__(self, entities: list[Any]) -> None:
        self._entities = entities

    def entities(self, include_schemata: list[Any] | None = None) -> Iterator[Any]:
        return iter(self._entities)


class Nomenklatura:
    """Its index over the parties, made once; then asked with any of its algorithms."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._entities = {}
        for party in parties:
            entity = _entity(party)
            self._entities[entity.id] = (entity, party.key)
        view = _View([entity for entity, _ in self._entities.values()])
        self._index = Index(view, Path(tempfile.mkdtemp()))  # type: ignore[arg-type]
        self._index.build()

    def ask(self, algorithm: str, asked: list[Party]) -> Timed:
        """Every question through the index in one batch, then compared with each candidate."""
        compare = get_algorithm(algorithm)
        assert compare is not None
        config = compare.default_config()
        queries = [_entity(party) for party in asked]
        place = {query.id: number for number, query in enumerate(queries)}
        answers: list[Answer] = [[] for _ in asked]
        start = time.process_time()
        for query_id, matches in self._index.match_entities(queries):
            number = place[query_id.id]
            scored = [
                (
                    self._entities[match.id][1],
                    compare.compare(queries[number], self._entities[match.id][0], config).score,
                )
                for match, _ in matches[:_COMPARED]
                if match.id in self._entities
            ]
            answers[number] = sorted(scored, key=lambda pair: -pair[1])
        took = time.process_time() - start
        return Timed(answers, len(asked) / max(took, 1e-9), float("nan"))


def pair_scores(algorithm: str, pairs: list[tuple[str, str, str]]) -> list[float]:
    """The score of each (schema, name, name)."""
    compare = get_algorithm(algorithm)
    assert compare is not None
    config = compare.default_config()
    sides = [(Party("", schema, (one,)), Party("", schema, (other,))) for schema, one, other in pairs]
    return [compare.compare(_entity(one), _entity(other), config).score for one, other in sides]

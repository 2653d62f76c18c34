"""Answer many questions as JSON lines: read, answered and written in the same order, in one or more processes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Any

from vidsyn.matching.organisations import Match
from vidsyn.matching.ror.store import open_index
from vidsyn.matching.screening.answers import Asked, Hit, Screening
from vidsyn.matching.screening.cached_index import open_screener
from vidsyn.matching.screening.screener import Screener

_BATCH = 256
_TELL_EVERY = 10_000
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_MOST_TEXTS = 20  # aliases, dates or numbers per line

# Line number, what to write, or the error: `not_json`, `not_object`, `no_text`.
Answer = tuple[int, dict[str, Any] | None, str]


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with each line; plain data, so that it can be sent to another process."""

    data: str  # the data folder (VIDSYN_DATA)
    field: str
    limit: int = 5
    kind: str | None = None  # whom to screen; None to resolve organisations
    lists: tuple[str, ...] = ()  # the lists to screen against; all, where none is named

    def answer(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return one row with its matches."""
        return next(self.answers([row]))

    def answers(self, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Return rows with their matches, in order."""
        found = self._resolved(rows) if self.kind is None else self._screened(rows, Asked(self.kind))
        covered = {} if self.kind is None else {"lists": self._covered()}
        for row, matches in zip(rows, found, strict=True):
            yield {**row, "matches": [match.as_json() for match in matches], **covered}

    def _resolved(self, rows: list[dict[str, Any]]) -> Iterator[Sequence[Match | Hit]]:
        asked = [(_text(row.get(self.field)), _text(row.get("country")) or None) for row in rows]
        return open_index(Path(self.data) / "ror").resolve_many(asked, limit=self.limit)

    def _screened(self, rows: list[dict[str, Any]], kind: Asked) -> Iterator[Sequence[Match | Hit]]:
        asked = [
            Screening(
                _text(row.get(self.field)),
                kind,
                aliases=_texts(row.get("aliases")),
                country=_text(row.get("country")) or None,
                births=_texts(row.get("dob")),
                identifiers=_texts(row.get("identifiers")),
            )
            for row in rows
        ]
        return screener(self.data, self.lists).screen_many(asked, limit=self.limit)

    def _covered(self) -> list[dict[str, Any]]:
        """Return the coverage in short form: which lists, how old, how many rows."""
        return screener(self.data, self.lists).coverage.brief(datetime.now().astimezone().date())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts of a field that may hold one or a list."""
    values = value if isinstance(value, list) else [value]
    return tuple(text for text in values if isinstance(text, str) and text.strip())[:_MOST_TEXTS]


@lru_cache(maxsize=1)
def screener(data: str, lists: tuple[str, ...]) -> Screener:
    """Open the lists, once per process."""
    return open_screener(Path(data) / "lists", lists)


def stream(
    task: Task,
    source: Iterable[str],
    target: IO[str],
    *,
    jobs: int = 1,
    complain: Callable[[int, str], None],
    progress: Callable[[int], None],
) -> int:
    """Answer every line; report unreadable lines and continue. Returns the number of unreadable lines."""
    failed = 0
    for number, answer, problem in _answered(task, source, jobs):
        if answer is None:
            failed += 1
            complain(number, problem)
        else:
            target.write(_line(answer))
        if number % _TELL_EVERY == 0:
            progress(number)
    target.flush()
    return failed


def _line(answer: dict[str, Any]) -> str:
    """Return the answer as a line. A lone surrogate cannot be encoded as UTF-8 and is written escaped, as it came."""
    written = json.dumps(answer, ensure_ascii=False)
    if written.isascii() or not _HALF_PAIR.search(written):
        return written + "\n"
    return json.dumps(answer) + "\n"


def _answered(task: Task, source: Iterable[str], jobs: int) -> Iterator[Answer]:
    numbered = enumerate(source, start=1)
    batches = iter(lambda: list(islice(numbered, _BATCH)), [])
    if jobs == 1:
        for batch in batches:
            yield from answer_batch(task, batch)
        return
    # Spawned, not forked: the same on every system, without the parent's state.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[list[Answer]]] = []
        for batch in batches:
            waiting.append(pool.submit(answer_batch, task, batch))
            if len(waiting) > jobs * 3:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def answer_batch(task: Task, lines: list[tuple[int, str]]) -> list[Answer]:
    """Answer numbered lines, in order. Empty lines are skipped."""
    read = [(number, *_read(task, line)) for number, line in lines if line.strip()]
    answers = task.answers([row for _, row, _ in read if row is not None])
    return [(number, next(answers) if row is not None else None, problem) for number, row, problem in read]


def _read(task: Task, line: str) -> tuple[dict[str, Any] | None, str]:
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None, "not_json"
    if not isinstance(row, dict):
        return None, "not_object"
    if not isinstance(row.get(task.field), str):
        return None, "no_text"
    return row, ""

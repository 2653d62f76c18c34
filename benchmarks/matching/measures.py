"""The measures, each with its definition."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Answer = list[tuple[str, float]]  # (id, confidence), best first


@dataclass(frozen=True, slots=True)
class Timed:
    """Answers with how long they took."""

    answers: list[Answer]
    per_second: float  # questions per second of processor time: one core, whatever else runs
    p99_ms: float


def timed(answer: Callable[[str], Answer], questions: Sequence[str]) -> Timed:
    """Ask one by one, as a person or a form would."""
    for question in questions[:20]:
        answer(question)
    answers, took = [], []
    for question in questions:
        start = time.process_time()
        answers.append(answer(question))
        took.append(time.process_time() - start)
    return Timed(answers, len(questions) / max(sum(took), 1e-9), float(np.quantile(took, 0.99)) * 1000)


def micro(answers: Iterable[Answer], truth: Iterable[frozenset[str]], floor: float) -> dict[str, float]:
    """Precision, recall, F1 and F0.5 over (line, id), of the answers with confidence at or above the floor."""
    right = given = wanted = 0
    for answer, ids in zip(answers, truth, strict=True):
        chosen = {id_ for id_, confidence in answer if confidence >= floor}
        right += len(chosen & ids)
        given += len(chosen)
        wanted += len(ids)
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    return {"P": precision, "R": recall, "F1": _f(precision, recall, 1.0), "F0.5": _f(precision, recall, 0.5)}


def _f(precision: float, recall: float, beta: float) -> float:
    below = beta**2 * precision + recall
    return (1 + beta**2) * precision * recall / below if below else 0.0


def best_floor(answers: Sequence[Answer], truth: Sequence[frozenset[str]]) -> float:
    """The floor with the best F1: what a rival's own scores are read at, in its favour."""
    floors = sorted({confidence for answer in answers for _, confidence in answer})
    tried = floors[:: max(len(floors) // 60, 1)] or [0.0]
    return max(tried, key=lambda floor: micro(answers, truth, floor)["F1"])


def top_one(answers: Iterable[Answer], truth: Iterable[frozenset[str]]) -> float:
    """Of the lines that have an answer: how often the first given is one."""
    hits = [bool(answer) and answer[0][0] in ids for answer, ids in zip(answers, truth, strict=True) if ids]
    return sum(hits) / max(len(hits), 1)


def calibration_error(answers: Iterable[Answer], truth: Iterable[frozenset[str]]) -> float:
    """Expected calibration error over ten equal bins of confidence, of every answer given."""
    pairs = [(conf, id_ in ids) for answer, ids in zip(answers, truth, strict=True) for id_, conf in answer]
    if not pairs:
        return 0.0
    said, was = np.array([conf for conf, _ in pairs]), np.array([float(right) for _, right in pairs])
    bins = np.minimum((said * 10).astype(int), 9)
    return float(
        sum(abs(said[bins == b].mean() - was[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    )


def recall_at_alarms(
    tops: Sequence[tuple[bool, float]], alarms: Sequence[float], rate: float = 0.01
) -> float:
    """Part of the listed who come first, above the score that `rate` of the unlisted reach."""
    above = sorted(alarms, reverse=True)[int(len(alarms) * rate)] if alarms else 0.0
    return sum(right and score > above for right, score in tops) / max(len(tops), 1)


def memory_mb() -> int:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

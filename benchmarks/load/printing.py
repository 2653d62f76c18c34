"""The figures of one phase as a table a person reads."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator

from benchmarks.load.visits import Seen
from benchmarks.printing import percentile

_LINE = "{:<32}{:>8}{:>9}{:>9}{:>9}{:>10}\n"


def report(
    seen: Seen,
    people: int,
    pause: float,
    seconds: float,
    server_cpu: float,
    own_cpu: float,
    memory: list[tuple[float, float]],
) -> str:
    """Times by kind, then what it took; the bare page of the same phase is the measure of each."""
    return "".join((*_head(people, pause), *_kinds(seen), *_rest(seen, seconds, server_cpu, own_cpu, memory)))


def _head(people: int, pause: float) -> Iterator[str]:
    rest = f"resting {pause:g} s on average between pages" if pause else "without any pause"
    yield f"\n{people} people, {rest}\n"
    yield _LINE.format("request", "number", "p50 ms", "p95 ms", "p99 ms", "p50/bare")


def _kinds(seen: Seen) -> Iterator[str]:
    bare = statistics.median(seen.times.get("bare") or [0.0]) or 1.0
    every = [seconds for times in seen.times.values() for seconds in times]
    for kind, times in [*sorted(seen.times.items()), ("all", every)]:
        middle = statistics.median(times) if times else 0.0
        rare = (percentile(times, percent) * 1e3 if times else 0.0 for percent in (95, 99))
        yield _LINE.format(
            kind, len(times), f"{middle * 1e3:.0f}", *(f"{ms:.0f}" for ms in rare), f"{middle / bare:.1f}"
        )


def _rest(
    seen: Seen, seconds: float, server_cpu: float, own_cpu: float, memory: list[tuple[float, float]]
) -> Iterator[str]:
    number = sum(len(times) for times in seen.times.values())
    written = sum(len(times) for kind, times in seen.times.items() if kind.startswith("write"))
    each = 1e3 / max(number, 1)
    yield f"{number} requests in {seconds:.0f} s: {number / seconds:.1f} a second, {written} of them writes; "
    yield f"processor {server_cpu * each:.1f} ms a request, and {own_cpu * each:.1f} ms for asking\n"
    yield "memory: " + ", ".join(f"{at:.0f} s {mb:.0f} MB" for at, mb in _few(memory)) + "\n"
    yield f"errors: {len(seen.errors)}\n"
    kinds = Counter(error.split(": ")[-1] for error in seen.errors)
    for fault, times in kinds.most_common(5):
        example = next(error for error in seen.errors if error.endswith(fault))
        yield f"  {times} × {example}\n"


def _few(readings: list[tuple[float, float]], most: int = 9) -> list[tuple[float, float]]:
    """The first, the last and some between."""
    step = max(1, -(-len(readings) // (most - 1)))
    return [*readings[:-1:step], *readings[-1:]]

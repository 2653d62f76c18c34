"""The figures of all phases as one table a person reads."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterator

from benchmarks.load.phases import Phase
from benchmarks.printing import percentile

_FIRST, _CELL = "{:<34}", "{:>30}"
_NOTHING = "–"


def report(phases: list[Phase]) -> str:
    """A column for each phase: times by kind of request, then what it took, then what went wrong."""
    return "".join((*_head(phases), *_kinds(phases), *_rest(phases), *_errors(phases)))


def _row(name: str, cells: list[str]) -> str:
    return _FIRST.format(name) + "".join(_CELL.format(cell) for cell in cells) + "\n"


def _head(phases: list[Phase]) -> Iterator[str]:
    people = phases[0].people
    yield f"\n{people} people at once, one request in ten a form that is sent; p50/p95/p99 in milliseconds\n\n"
    rests = [f"pauses of {phase.pause:g} s" if phase.pause else "no pauses" for phase in phases]
    yield _row("", [f"{phase.database}, {rest}" for phase, rest in zip(phases, rests, strict=True)])


def _kinds(phases: list[Phase]) -> Iterator[str]:
    for kind in sorted({kind for phase in phases for kind in phase.seen.times}):
        yield _row(kind, [_times(phase.seen.times.get(kind, [])) for phase in phases])
    yield _row("all", [_times(_all(phase)) for phase in phases])


def _all(phase: Phase) -> list[float]:
    return [seconds for times in phase.seen.times.values() for seconds in times]


def _times(seconds: list[float]) -> str:
    if not seconds:
        return _NOTHING
    found = statistics.median(seconds), percentile(seconds, 95), percentile(seconds, 99)
    return "/".join(f"{one * 1e3:.0f}" for one in found)


def _rest(phases: list[Phase]) -> Iterator[str]:
    rows: dict[str, Callable[[Phase], str]] = {
        "requests": lambda phase: str(len(_all(phase))),
        "of them writes": lambda phase: str(_written(phase)),
        "requests a second": lambda phase: f"{len(_all(phase)) / phase.seconds:.1f}",
        "refused: changed by another": lambda phase: str(phase.seen.conflicts),
        "errors": lambda phase: str(len(phase.seen.errors)),
        "processor ms a request: server": lambda phase: _each(phase, phase.server_cpu),
        "  database": lambda phase: _each(phase, phase.database_cpu),
        "  asking": lambda phase: _each(phase, phase.own_cpu),
        "memory MB: at first": lambda phase: f"{phase.memory[0][1]:.0f}",
        "  at most": lambda phase: f"{max(mb for _at, mb in phase.memory):.0f}",
        "  at last": lambda phase: f"{phase.memory[-1][1]:.0f}",
    }
    for name, cell in rows.items():
        yield _row(name, [cell(phase) for phase in phases])


def _written(phase: Phase) -> int:
    return sum(len(times) for kind, times in phase.seen.times.items() if kind.startswith("write"))


def _each(phase: Phase, seconds: float) -> str:
    if seconds < 0:  # a process of the database ended meanwhile, and its time with it
        return _NOTHING
    return f"{seconds * 1e3 / max(len(_all(phase)), 1):.1f}"


def _errors(phases: list[Phase]) -> Iterator[str]:
    for phase in phases:
        faults = Counter(error.split(": ")[-1] for error in phase.seen.errors)
        for fault, times in faults.most_common(5):
            example = next(error for error in phase.seen.errors if error.endswith(fault))
            yield f"{phase.database}: {times} × {example}\n"

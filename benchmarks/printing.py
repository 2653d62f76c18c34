"""The figures as tables a person reads, with what missed its aim marked."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

MOST_STATEMENTS, MOST_RATIO, MOST_GROWTH = 20, 8, 1.3
_LINE = "{:<30}{:>7}{:>9}{:>9}{:>9}{:>11}{:>11}{:>10}  {}\n"


def table(measured: dict[str, dict[str, Any]], *, clock: str) -> str:
    """Pages, then the rest; `measured` is what each size gave."""
    return "".join((*_pages(measured, clock), "\n", *_rest(measured)))


def _pages(measured: dict[str, dict[str, Any]], clock: str) -> Iterator[str]:
    full, tenth = measured["full"]["pages"], measured["tenth"]["pages"]
    bare = full["bare"]["times"]
    yield f"Pages, in {clock} time. Aims: statements ≤ {MOST_STATEMENTS}, p95 ≤ {MOST_RATIO} × the bare page's, "
    yield f"growth from a tenth of the data ≤ {MOST_GROWTH}.\n"
    yield _LINE.format(
        "page", "stmts", "bytes", "p50 ms", "p95 ms", "p50/bare", "p95/bare", "growth", "missed"
    )
    missed_any = 0
    for name, page in full.items():
        p50, p95 = statistics.median(page["times"]), percentile(page["times"], 95)
        ratio = p95 / percentile(bare, 95)
        # Against the bare page of the same run, so that a machine that was busier in one run does not count.
        growth = _bare_times(full, name) / _bare_times(tenth, name)
        most = max(page["statements"], tenth[name]["statements"])
        missed = ", ".join(_missed(most, ratio, growth))
        missed_any += bool(missed)
        yield _LINE.format(
            name,
            most,
            page["bytes"],
            f"{p50 * 1e3:.1f}",
            f"{p95 * 1e3:.1f}",
            f"{_bare_times(full, name):.1f}",
            f"{ratio:.1f}",
            f"{growth:.2f}",
            missed,
        )
    yield f"{missed_any} of {len(full)} pages missed an aim.\n"


def _bare_times(pages: dict[str, Any], name: str) -> float:
    return statistics.median(pages[name]["times"]) / statistics.median(pages["bare"]["times"])


def _missed(statements: int, ratio: float, growth: float) -> Iterator[str]:
    if statements > MOST_STATEMENTS:
        yield "statements"
    if ratio > MOST_RATIO:
        yield "p95"
    if growth > MOST_GROWTH:
        yield "growth"


def _rest(measured: dict[str, dict[str, Any]]) -> Iterator[str]:
    for size, found in measured.items():
        commands, imported = found["commands"], found["imported"]
        yield (
            f"{size}: `vidsyn agreements list --on … --json` {commands['agreements']:.1f} s "
            f"(a command that only starts: {commands['start']:.1f} s); import of a file: planned at "
            f"{imported['planned']:,.0f} rows/s, carried out at {imported['carried out']:,.0f} rows/s "
            f"({imported['counts']}); peak memory {found['peak_mb']:.0f} MB\n"
        )


def percentile(times: list[float], percent: int) -> float:
    """The time that `percent` of a hundred stay under."""
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]

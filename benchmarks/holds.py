"""`make bench-holds`: how long each kind of long work keeps everybody else from writing.

On SQLite one transaction that writes shuts out every other writer, so what counts is the longest single transaction.
Each piece of work runs once on a register of its own, with so many rows; printed are its longest transaction, how many
there were and how long the work took. Processor seconds, which a busy machine does not stretch, stand beside those of
the clock.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Work = Callable[[int], Callable[[], object]]
_LINE = "{:<44}{:>8}{:>14}{:>14}{:>8}{:>10}\n"


@dataclass
class Holds:
    """The outermost transactions of this process: wall and processor seconds of each."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


@contextmanager
def held() -> Iterator[Holds]:
    """Times every outermost transaction from the moment it has the lock until it lets go."""
    from django.db import connection
    from django.db.transaction import Atomic

    holds, enter, leave, began = Holds(), Atomic.__enter__, Atomic.__exit__, []

    def entered(self: Atomic) -> None:
        outermost = not connection.in_atomic_block
        enter(self)
        if outermost:
            began.append((time.monotonic(), time.process_time()))

    def left(self: Atomic, *fault: Any) -> None:
        leave(self, *fault)
        if not connection.in_atomic_block and began:
            wall, cpu = began.pop()
            holds.wall.append(time.monotonic() - wall)
            holds.cpu.append(time.process_time() - cpu)

    Atomic.__enter__, Atomic.__exit__ = entered, left  # type: ignore[method-assign]
    try:
        yield holds
    finally:
        Atomic.__enter__, Atomic.__exit__ = enter, leave  # type: ignore[method-assign]


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.holds", description="Measure long transactions."
    )
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--only", default="", help="works whose name contains this")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vidsyn-holds-") as folder:
        os.environ |= {
            "VIDSYN_DATA": str(Path(folder) / "data"),
            "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings",
        }
        import django

        django.setup()
        from benchmarks.long_work import WORKS
        from vidsyn.keeping.upkeep import bring_up_to_date

        bring_up_to_date()
        sys.stdout.write(_LINE.format("work", "rows", "longest s", "processor s", "number", "all s"))
        for name, work in WORKS.items():
            if options.only in name:
                sys.stdout.write(_measured(name, work, options.rows))
                sys.stdout.flush()


def _measured(name: str, work: Work, rows: int) -> str:
    act = work(rows)
    began = time.monotonic()
    with held() as holds:
        act()
    whole = time.monotonic() - began
    longest, cpu = max(holds.wall, default=0.0), max(holds.cpu, default=0.0)
    return _LINE.format(name, rows, f"{longest:.2f}", f"{cpu:.2f}", len(holds.wall), f"{whole:.1f}")


if __name__ == "__main__":
    main()

"""Everybody at once for a while, and what that took."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from benchmarks.load.visits import Person, Seen
from benchmarks.load.watching import Memory, cpu_seconds, family


@dataclass(frozen=True, slots=True)
class Phase:
    """What one phase took: processor seconds of the server's processes, the database's and the asking; memory in MB
    at seconds from the start."""

    database: str
    pause: float
    people: int
    seen: Seen
    seconds: float
    server_cpu: float
    database_cpu: float
    own_cpu: float
    memory: list[tuple[float, float]]


def visited(
    database: str, town: dict[str, Any], server: int, port: int, seconds: float, pause: float
) -> Phase:
    """Let everybody read and write for so many seconds, resting `pause` seconds on average between answers."""
    people = [Person(port, visitor, town, seed) for seed, visitor in enumerate(town["visitors"])]
    memory = Memory(server)
    memory.start()
    before, own, started = _used(server, town), time.process_time(), time.monotonic()
    _all_at_once(people, started + seconds, pause)
    passed, after = time.monotonic() - started, _used(server, town)
    own = time.process_time() - own
    memory.ended.set()
    return Phase(
        database=database,
        pause=pause,
        people=len(people),
        seen=_together([person.seen for person in people]),
        seconds=passed,
        server_cpu=after[0] - before[0],
        database_cpu=after[1] - before[1],
        own_cpu=own,
        memory=memory.readings,
    )


def _used(server: int, town: dict[str, Any]) -> tuple[float, float]:
    database = cpu_seconds(family(town["database"])) if town["database"] else 0.0
    return cpu_seconds(family(server)), database


def _all_at_once(people: list[Person], ends: float, pause: float) -> None:
    threads = [threading.Thread(target=person.visit_until, args=(ends, pause)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _together(parts: list[Seen]) -> Seen:
    whole = Seen()
    for part in parts:
        whole.errors += part.errors
        for kind, times in part.times.items():
            whole.times.setdefault(kind, []).extend(times)
    return whole

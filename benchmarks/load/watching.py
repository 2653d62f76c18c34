"""What the server's processes use: processor and memory, from /proc."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(root: int) -> list[int]:
    """A process and everything it has started, and what that has started."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found


def cpu_seconds(processes: list[int]) -> float:
    """Processor time used so far, user's and system's."""
    stats = [fields for process in processes if (fields := _stat(process))]
    return sum(int(fields[11]) + int(fields[12]) for fields in stats) / _TICKS


def resident_mb(processes: list[int]) -> float:
    """Memory held, what is shared divided among those that share it."""
    return sum(_proportional_kb(process) for process in processes) / 1024


def parent_of(process: int) -> int:
    """Who started it."""
    fields = _stat(process)
    return int(fields[1]) if fields else 0


class Memory(threading.Thread):
    """Looks at the memory every few seconds until `ended`."""

    def __init__(self, root: int, every: float = 5) -> None:
        super().__init__(daemon=True)
        self._root, self._every = root, every
        self.ended = threading.Event()
        self.readings: list[tuple[float, float]] = []

    def run(self) -> None:
        """One reading at once, then one each `every` seconds."""
        started = time.monotonic()
        while not self.ended.is_set():
            self.readings.append((time.monotonic() - started, resident_mb(family(self._root))))
            self.ended.wait(self._every)


def _stat(process: int) -> list[str]:
    """The fields of /proc/PID/stat after the name, which may hold spaces; none once it has gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def _proportional_kb(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

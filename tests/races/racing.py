"""Races between real processes on a real database: two acts begin at the same moment, again and again.

A race is three functions of a test module, found by their names in the processes that run them:

    def two_units() -> dict: …                    # the referee prepares a round; what it returns is JSON
    def under(unit: str, parent: str): …          # a racer looks things up, as a door does, and returns the act
    def no_circle(unit: str, parent: str): …      # the referee asserts what must hold, however it ended

    def test_units(arena, rounds):
        arena.race(prepare=two_units, acts=[(under, "a", "b"), (under, "b", "a")], holds=no_circle, rounds=rounds)

An act is a function and the names of what it takes out of the prepared round. Every act may be refused; anything
else that goes wrong in one, and one that takes longer than `PATIENCE`, fails the test.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 90  # seconds; much longer than a lock is waited for
ROOT = Path(__file__).resolve().parents[2]
Prepared = dict[str, Any]
# How each act ended: "done", or "refused" with the codes.
Outcomes = list[str]


@dataclass(frozen=True)
class Place:
    """A register of its own: a data folder, and a database in it or on a server."""

    folder: Path
    database_url: str = ""
    lock_seconds: int = 20

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to open this register with the settings that are shipped."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("VIDSYN_")}
        url = {"VIDSYN_DATABASE_URL": self.database_url} if self.database_url else {}
        settings = {"DJANGO_SETTINGS_MODULE": "vidsyn.config.settings", "VIDSYN_DATA": str(self.folder)}
        settings["VIDSYN_LOCK_SECONDS"] = str(self.lock_seconds)
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        return ours | settings | url | {"PYTHONPATH": path}


class Runner:
    """A process that has the register open and calls functions of the tests."""

    def __init__(self, place: Place) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.races.runner"],
            env=place.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def call(self, function: Callable[..., Any], given: Prepared) -> Any:
        """Call the function there; what it returns, or AssertionError with what went wrong."""
        self.tell({"call": _name(function), "given": given})
        told = self.hear()
        assert "value" in told, told.get("fault", told)
        return told["value"]

    def tell(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def hear(self, patience: float = PATIENCE) -> dict[str, Any]:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], patience)
        assert ready, f"nothing for {patience} seconds: an act that does not end"
        line = self._process.stdout.readline()
        assert line, "the process has died"
        told: dict[str, Any] = json.loads(line)
        return told

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


class Arena:
    """A referee and racers at one register."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._runners: list[Runner] = []

    @property
    def is_postgres(self) -> bool:
        return self.place.database_url.startswith("postgres")

    def race(
        self,
        *,
        prepare: Callable[..., Prepared],
        acts: Sequence[tuple[Any, ...]],
        holds: Callable[..., None],
        rounds: int,
        patience: float = PATIENCE,
    ) -> list[Outcomes]:
        """Run the race so many times, each act for `patience` seconds at most; how each act of each round ended."""
        try:
            referee, *racers = self._called(1 + len(acts))
            return [
                self._round(referee, racers, prepare, acts, holds, number, patience)
                for number in range(rounds)
            ]
        except AssertionError:
            self.end()  # what they were doing is unknown: the next race gets others
            raise

    def end(self) -> None:
        for runner in self._runners:
            runner.end()
        self._runners = []

    def _called(self, count: int) -> list[Runner]:
        while len(self._runners) < count:
            self._runners.append(Runner(self.place))
        return self._runners[:count]

    def _round(
        self,
        referee: Runner,
        racers: Sequence[Runner],
        prepare: Callable[..., Prepared],
        acts: Sequence[tuple[Any, ...]],
        holds: Callable[..., None],
        number: int,
        patience: float,
    ) -> Outcomes:
        prepared = referee.call(prepare, {})
        for racer, (function, *names) in zip(racers, acts, strict=True):
            given = [prepared[name] for name in names]
            racer.tell({"act": _name(function), "given": given, "seed": number})
        for racer in racers:
            told = racer.hear()
            assert "ready" in told, told.get("fault", told)
        for racer in racers:
            racer.tell({"go": True})
        ends = [racer.hear(patience) for racer in racers]
        for told in ends:
            assert "outcome" in told, told.get("fault", told)
        outcomes = [told["outcome"] for told in ends]
        referee.call(holds, prepared | {"outcomes": outcomes})
        return outcomes


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}:{function.__qualname__}"

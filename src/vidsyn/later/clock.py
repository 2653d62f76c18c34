"""The clock: named jobs that rooms register and that `vidsyn serve` and `vidsyn tick` run.

A job is idempotent: run twice for the same day it leaves what one run leaves. It is told the day rather than
asking for it, so that `vidsyn tick --on DATE` and a simulated year run the same code.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from threading import Thread
from typing import Any

from django.db import close_old_connections

from vidsyn import here
from vidsyn.kernel.rooms import open_rooms
from vidsyn.later import stopping
from vidsyn.later.heartbeats import CLOCK, beat
from vidsyn.later.patience import TURN
from vidsyn.storage.locks import alone, alone_or_not

logger = logging.getLogger("vidsyn.clock")

Work = Callable[[date], Any]


class Every(StrEnum):
    """How often a job runs while the server stands."""

    MINUTE = "minute"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Job:
    """A named piece of the clock's work."""

    name: str
    every: Every
    work: Work

    @property
    def summary(self) -> str:
        """The first line of what the function says of itself."""
        return (self.work.__doc__ or "").strip().partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one job: what it returned, or the sort of fault that stopped it."""

    job: str
    result: Any = None
    fault: str | None = None


JOBS: dict[str, Job] = {}


def clock_job(name: str, *, every: Every = Every.DAY) -> Callable[[Work], Work]:
    """Register an idempotent function of the day, in the room's `jobs`."""

    def register(work: Work) -> Work:
        if name in JOBS:
            raise RuntimeError(f"two clock jobs are called {name}")
        JOBS[name] = Job(name, every, work)
        return work

    return register


def jobs(every: Every | None = None) -> list[Job]:
    """Every job of every room, or those of one pace, by name."""
    open_rooms()
    return sorted((j for j in JOBS.values() if every in (None, j.every)), key=lambda job: job.name)


def run_jobs(chosen: Sequence[Job], on: date) -> list[Run]:
    """Run each; one that fails is logged and told of, and does not stop the others."""
    return [_run(job, on) for job in chosen]


def _run(job: Job, on: date) -> Run:
    try:
        return Run(job.name, result=job.work(on))
    except Exception as fault:
        logger.exception("the clock's job %s failed", job.name)
        return Run(job.name, fault=type(fault).__name__)


def take_turn(chosen: Sequence[Job], on: date) -> list[Run]:
    """Run the jobs when no other process of the data folder does: two clocks would tell people everything twice."""
    with alone("clock"):
        return run_jobs(chosen, on)


def start_clock() -> None:
    """Keep time in a thread of its own, until the process is asked to stop."""
    Thread(target=_keep_time, name="clock", daemon=True).start()


def _keep_time() -> None:
    last_day: date | None = None
    while not stopping.is_asked():
        try:
            last_day = _turn(last_day)
        except Exception:
            # A turn that fails, the database being away say, must not end the clock.
            logger.exception("a turn of the clock failed")
        stopping.wait(TURN)


def _turn(last_day: date | None) -> date | None:
    """Run what is due; the day it was run for. Where another process keeps the time, this one leaves it to that."""
    close_old_connections()
    with alone_or_not("clock") as ours:
        if not ours:
            return last_day
        today = here.today()
        run_jobs(jobs(None if today != last_day else Every.MINUTE), today)
        beat(CLOCK)
        return today

"""The clock: named jobs that rooms register and that `vidsyn serve` and `vidsyn tick` run.

A job is idempotent: run twice for the same day it leaves what one run leaves. It is told the day rather than
asking for it, so that `vidsyn tick --on DATE` and a simulated year run the same code.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from threading import Thread
from typing import Any

from django.db import close_old_connections
from django.utils import timezone

from vidsyn.plumbing.rooms import open_rooms

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


def start_clock(every_turn: Callable[[], None], *, seconds: float = 30) -> None:
    """Keep time in a thread of its own, for as long as the process lives."""
    Thread(target=_keep_time, args=(every_turn, seconds), name="clock", daemon=True).start()


def _keep_time(every_turn: Callable[[], None], seconds: float) -> None:
    last_day: date | None = None
    while True:
        every_turn()
        close_old_connections()
        today = timezone.localdate()
        run_jobs(jobs(None if today != last_day else Every.MINUTE), today)
        last_day = today
        time.sleep(seconds)

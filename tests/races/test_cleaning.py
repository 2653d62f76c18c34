"""The files of a large database are cleaned by the clock after an erasure, once nobody writes."""

from __future__ import annotations

import pytest
from tests.races.racing import Arena, Runner
from tests.races.test_lock_held import held, impatient

WORD = "quxworthinafreedpage"
JOB = "clean-after-erasure"
pytestmark = pytest.mark.slow


def grown() -> None:
    """In a process of its own: many rows are written and deleted as a version without `secure_delete` did."""
    from django.db import connection

    from vidsyn.history.scrubbing import QUICK

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete=OFF")
        cursor.execute("CREATE TABLE ballast (text TEXT)")
        cursor.executemany(
            "INSERT INTO ballast VALUES (%s)", [(WORD * 100,)] * (QUICK // len(WORD * 100) + 1)
        )
        cursor.execute("DELETE FROM ballast")


def erase_somebody() -> None:
    from tests.races import making

    from vidsyn.people.actors import local_operator
    from vidsyn.people.operations.erasure import person_erase

    person_erase(person=making.person(), reason="R", actor=local_operator())


def turn_of_the_clock() -> bool:
    """Whether the job has cleaned the files."""
    from django.utils import timezone

    from vidsyn.later.clock import JOBS, jobs, run_jobs

    jobs()
    (run,) = run_jobs([JOBS[JOB]], timezone.localdate())
    assert run.fault is None
    return bool(run.result)


def tidy() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS ballast")


def test_the_clock_cleans_a_large_database_when_nobody_writes(arena: Arena):
    clock = Runner(impatient(arena.place))
    folder = arena.place.folder
    files = [] if arena.is_postgres else [folder / "vidsyn.sqlite3", folder / "vidsyn.sqlite3-wal"]
    try:
        clock.call(grown, {})
        clock.call(erase_somebody, {})
        assert (folder / "scrub.asked").exists(), "nobody who erases waits for a large database"
        with held(arena.place):
            assert clock.call(turn_of_the_clock, {}) is False
        assert (folder / "scrub.asked").exists(), "the next turn tries again"
        assert not files or any(WORD.encode() in file.read_bytes() for file in files)
        assert clock.call(turn_of_the_clock, {}) is True
        assert not (folder / "scrub.asked").exists()
        assert not any(WORD.encode() in file.read_bytes() for file in files)
        assert clock.call(turn_of_the_clock, {}) is False, "not again until somebody asks"
    finally:
        clock.call(tidy, {})
        clock.end()

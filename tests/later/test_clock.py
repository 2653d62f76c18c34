"""The clock runs every registered job for the day it is told, and one fault stops no other job."""

from datetime import date

import pytest

from vidsyn.later import clock
from vidsyn.later.clock import Every, clock_job, jobs, run_jobs

DAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _restored():
    clock.jobs()
    before = dict(clock.JOBS)
    clock.JOBS.clear()
    yield
    clock.JOBS.clear()
    clock.JOBS.update(before)


def test_each_job_is_told_the_day_and_a_fault_stops_no_other():
    told = []
    clock_job("b_broken")(lambda on: 1 / 0)
    clock_job("c_last")(told.append)
    clock_job("a_first")(lambda on: on.year)

    first, broken, last = run_jobs(jobs(), DAY)

    assert (first.job, first.result, first.fault) == ("a_first", 2027, None)
    assert (broken.job, broken.fault) == ("b_broken", "ZeroDivisionError")
    assert (last.job, told) == ("c_last", [DAY])


def test_jobs_are_chosen_by_pace_and_named_once():
    clock_job("seal", every=Every.MINUTE)(lambda on: None)
    clock_job("remind")(lambda on: None)
    assert [job.name for job in jobs(Every.MINUTE)] == ["seal"]
    assert [job.name for job in jobs()] == ["remind", "seal"]
    with pytest.raises(RuntimeError, match="seal"):
        clock_job("seal")(lambda on: None)

"""Every lapse is preceded by a deadline, and every deadline leads to something."""

from datetime import date, timedelta

from hypothesis import given
from tests.agreements.strategies import courses
from tests.agreements.test_timeline import FIXED, OPEN, RENEWING, d, signed

from vidsyn.agreements.logic.deadlines import due
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.logic.timeline import Notice, spans, status_on
from vidsyn.agreements.vocabulary import Status
from vidsyn.kernel.precision import Precision

FIRST, LAST = d("2000-01-01"), d("2060-12-31")


def listed(course, first="2026-01-01", last="2028-12-31"):
    return [(str(item.on), str(item.kind), str(item.of)) for item in due(course, d(first), d(last))]


def test_a_fixed_term_is_due_on_its_last_day():
    assert listed(signed(FIXED)) == [("2026-12-31", "ends", "2026-12-31")]


def test_a_renewing_agreement_is_due_for_notice_each_period():
    assert listed(signed(RENEWING)) == [
        ("2026-06-30", "notice", "2026-12-31"),
        ("2027-06-30", "notice", "2027-12-31"),
        ("2028-06-30", "notice", "2028-12-31"),
    ]


def test_after_notice_only_the_end_is_due():
    course = signed(RENEWING, notices=(Notice(d("2026-03-01")),))
    assert listed(course) == [("2026-12-31", "ends", "2026-12-31")]


def test_a_successor_takes_the_end_off_the_list():
    assert listed(signed(FIXED, successor_starts_on=d("2027-01-01"))) == []


def test_open_ended_is_never_due_until_notice():
    assert listed(signed(OPEN)) == []
    assert listed(signed(OPEN, notices=(Notice(d("2026-11-30")),))) == [("2027-02-28", "ends", "2027-02-28")]


def test_a_window_for_renewal_opens_before_the_end():
    terms = Terms(starts_on=d("2024-01-01"), ends_on=d("2026-12-31"), renewal_window_months=9)
    assert listed(signed(terms))[0] == ("2026-03-31", "window", "2026-12-31")


def test_a_vague_end_is_due_on_the_first_day_it_may_mean():
    terms = Terms(ends_on=d("2027-05-31"), ends_precision=Precision.MONTH)
    assert listed(signed(terms)) == [("2027-05-01", "ends", "2027-05-31")]


@given(courses())
def test_every_lapse_was_due_beforehand(course):
    """Where a span in force changes to expired or ended, an end due on that day or earlier was listed."""
    ends = {item.of for item in due(course, FIRST, LAST) if item.kind == "ends"}
    found = spans(course)
    for one, following in zip(found, found[1:], strict=False):
        lapses = following.status in {Status.EXPIRED, Status.ENDED, Status.TERMINATED}
        if one.status in {Status.IN_FORCE, Status.NOTICE_GIVEN} and lapses:
            cut_by_amendment = any(a.effective_on == following.first for a in course.amendments)
            assert one.last in ends or cut_by_amendment or not FIRST <= one.last <= LAST


@given(courses())
def test_what_is_due_lies_in_the_asked_stretch_and_is_live(course):
    first, last = date(2020, 1, 1), date(2030, 1, 1)
    for item in due(course, first, last):
        assert first <= item.on <= last
        if item.kind == "ends":
            assert status_on(course, item.of) in {"in_force", "notice_given", "upcoming"}
            assert status_on(course, item.of + timedelta(1)) not in {"in_force", "notice_given"}


@given(courses())
def test_a_narrow_look_finds_what_a_wide_look_finds(course):
    first, last = date(2024, 1, 1), date(2026, 12, 31)
    wide = [item for item in due(course, FIRST, LAST) if first <= item.on <= last]
    assert list(due(course, first, last)) == wide

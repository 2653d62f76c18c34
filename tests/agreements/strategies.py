"""Agreements of every sort, for property tests."""

from datetime import date, timedelta

from hypothesis import strategies as st

from vidsyn.agreements.logic.terms import Terms, terms_faults
from vidsyn.agreements.logic.timeline import Amendment, Course, Notice, Step
from vidsyn.agreements.vocabulary import Stage
from vidsyn.kernel.calendar import DayOfYear
from vidsyn.kernel.precision import Precision

DAYS = st.dates(date(2000, 1, 1), date(2045, 12, 31))
DAYS_OF_NOTICE = st.integers(0, 800)
MONTHS = st.one_of(st.none(), st.integers(0, 24))
DAYS_OF_YEAR = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda d: DayOfYear(d.month, d.day))


@st.composite
def terms(draw, *, sort=None):
    sort = sort or draw(st.sampled_from(["fixed", "open", "renewing", "unknown"]))
    starts_on = draw(st.one_of(st.none(), DAYS)) if sort != "renewing" else draw(DAYS)
    length = draw(st.integers(0, 4000))
    ends_on = (starts_on or draw(DAYS)) + timedelta(length) if sort in {"fixed", "renewing"} else None
    rule = draw(st.sampled_from(["months", "days", "fixed day"]))
    fixed_day = rule == "fixed day"
    made = Terms(
        starts_on=starts_on,
        ends_on=ends_on,
        open_ended=sort == "open",
        notice_months=draw(MONTHS) if rule == "months" else None,
        notice_days=draw(DAYS_OF_NOTICE) if rule == "days" else None,
        notice_given_by=draw(DAYS_OF_YEAR) if fixed_day else None,
        notice_effective=draw(DAYS_OF_YEAR) if fixed_day else None,
        renewal_months=draw(st.integers(1, 60)) if sort == "renewing" else None,
        renewal_window_months=draw(st.one_of(st.none(), st.integers(1, 12))),
        ends_precision=draw(st.sampled_from(Precision)),
    )
    assert not terms_faults(made)
    return made


@st.composite
def courses(draw, *, of=None):
    base = draw(of if of is not None else terms())
    changes = st.sampled_from(
        [
            {"notice_months": 1, "notice_days": None, "notice_given_by": None, "notice_effective": None},
            {"notice_months": None, "notice_days": 45, "notice_given_by": None, "notice_effective": None},
            {"ends_on": draw(DAYS), "open_ended": False},
        ]
    )
    amendments = tuple(Amendment(draw(DAYS), draw(changes)) for _ in range(draw(st.integers(0, 2))))
    steps = tuple(
        Step(draw(DAYS), draw(st.sampled_from([s for s in Stage if s is not Stage.WITHDRAWN])))
        for _ in range(draw(st.integers(0, 4)))
    )
    signed_on = draw(st.one_of(st.none(), DAYS))
    return Course(
        terms=base,
        steps=steps,
        signed_on=signed_on,
        taken_as_signed=draw(st.booleans()),
        amendments=amendments,
        notices=tuple(Notice(d) for d in draw(st.lists(DAYS, max_size=2))),
        terminated_on=draw(st.one_of(st.none(), DAYS)),
        withdrawn_on=draw(st.one_of(st.none(), DAYS)) if signed_on is None else None,
        successor_starts_on=draw(st.one_of(st.none(), DAYS)),
    )

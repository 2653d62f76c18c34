"""Dates as people write them: parsed when unambiguous, refused otherwise."""

import contextlib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.kernel import precision
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_dates import OPEN_ENDED, DateOrder, read_date
from vidsyn.kernel.written_months import read_months

THE_FIRST_OF_JULY = date(2024, 7, 1)
DAYS = [
    "2024-07-01", "2024-07-01 00:00:00", "2024-07-01T10:00", "2024/7/1", "2024.07.01", "20240701", 20240701.0,
    "1 juli 2024", "1 jul 2024", "1 July 2024", "den 1 juli 2024", "1:a juli 2024", "1st of July 2024", "July 1, 2024",
    "1-Jul-2024", "01-jul-24", "1/7 2024", "1/7-24", "1/7 -24", "1/7-2024", "1.7.2024", "01.07.2024", "1. 7. 2024",
    "1.7.24", 45474, 45474.0, "45474", date(2024, 7, 1), datetime(2024, 7, 1, 12, 30), "\u00a01 juli  2024 ",
]  # fmt: skip


@pytest.mark.parametrize("written", DAYS, ids=str)
def test_ways_to_write_a_day(written):
    assert read_date(written) == precision.day(THE_FIRST_OF_JULY)


PERIODS = {
    "maj 2014": precision.month(2014, 5),
    "May 2014": precision.month(2014, 5),
    "2014-05": precision.month(2014, 5),
    "05/2014": precision.month(2014, 5),
    "HT25": precision.term(2025, autumn=True),
    "ht 2025": precision.term(2025, autumn=True),
    "HT-25": precision.term(2025, autumn=True),
    "hösten 2025": precision.term(2025, autumn=True),
    "VT2026": precision.term(2026, autumn=False),
    "Spring 2026": precision.term(2026, autumn=False),
    "läsåret 2024/25": precision.academic_year(2024),
    "Läsår 24/25": precision.academic_year(2024),
    "academic year 2024-2025": precision.academic_year(2024),
    "2024/25": precision.academic_year(2024),
    "2024/2025": precision.academic_year(2024),
    "2031": precision.year(2031),
    2031.0: precision.year(2031),
}


@pytest.mark.parametrize(("written", "period"), PERIODS.items(), ids=str)
def test_a_period_keeps_its_precision(written, period):
    assert read_date(written) == period


@pytest.mark.parametrize(
    "written", ["tills vidare", "Tillsvidare", "löpande", "until terminated", "Open-ended", " Tills  vidare "]
)
def test_open_ended(written):
    assert read_date(written) is OPEN_ENDED


@pytest.mark.parametrize("written", ["", "  ", None, "-", "–", "saknas", "N/A"])
def test_nothing_written(written):
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("03/04/27", "2003-04-27 / 2027-03-04 / 2027-04-03"),
        ("1/7/2024", "2024-01-07 / 2024-07-01"),
        ("13/04/27", "2013-04-27 / 2027-04-13"),
        ("01.07.24", "2001-07-24 / 2024-07-01"),
        ("240701", None),
        ("2011/12", None),
    ],
)
def test_what_could_mean_two_things_is_refused_with_what_it_could_mean(written, readings):
    with pytest.raises(Refusal) as refused:
        read_date(written)
    assert refused.value.code == "date_ambiguous"
    assert readings is None or refused.value.params["readings"] == readings


@pytest.mark.parametrize(
    ("order", "day"),
    [
        (DateOrder.DAY_FIRST, date(2027, 4, 3)),
        (DateOrder.MONTH_FIRST, date(2027, 3, 4)),
        (DateOrder.YEAR_FIRST, date(2003, 4, 27)),
    ],
)
def test_an_order_set_for_the_column_decides(order, day):
    assert read_date("03/04/27", order=order) == precision.day(day)
    assert read_date("1 juli 2024", order=order) == precision.day(THE_FIRST_OF_JULY)


def test_an_order_never_makes_an_impossible_day_possible():
    with pytest.raises(Refusal, match="date_impossible"):
        read_date("25/12/2024", order=DateOrder.MONTH_FIRST)
    assert read_date("25/12/2024") == precision.day(date(2024, 12, 25))


@pytest.mark.parametrize(
    "written", ["2027-13-01", "31/2 2027", "30 februari 2024", "2023-02-29", "2024-00-10"]
)
def test_days_that_do_not_exist(written):
    with pytest.raises(Refusal, match="date_impossible"):
        read_date(written)


@pytest.mark.parametrize(
    "written", ["juni-ish", "snart", "ca 2025", "1 juli", 3, 12.5, True, "#REF!", "202", "2024-2030"]
)
def test_what_is_no_date(written):
    with pytest.raises(Refusal, match="date_unreadable"):
        read_date(written)


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_every_day_survives_every_unambiguous_form(day):
    forms = [
        day.isoformat(), f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}", f"{day.day}/{day.month}-{day:%y}",
        f"{day.day}.{day.month}.{day.year}", f"{day:%d %B %Y}",
    ]  # fmt: skip
    assert {read_date(form) for form in forms} == {precision.day(day)}


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text):
    with contextlib.suppress(Refusal):
        read_date(text)


@pytest.mark.parametrize(
    ("written", "months"),
    [(12.0, 12), ("12", 12), ("12 mån", 12), ("6 månader", 6), ("3 mån.", 3), ("6 months", 6), ("ett år", 12),
     ("1 year", 12), ("tre månader", 3), ("12 månaders uppsägning", 12), ("", None), ("-", None), (None, None),
     ("ingen", 0), ("halvår", 6), ("12.0", 12)],
)  # fmt: skip
def test_months_of_notice(written, months):
    assert read_months(written) == months


@pytest.mark.parametrize("written", ["90 dagar", "3-6 mån", 2.5, -1, "en stund", 999, date(2024, 1, 1)])
def test_what_is_no_number_of_months(written):
    with pytest.raises(Refusal, match="months_unreadable"):
        read_months(written)

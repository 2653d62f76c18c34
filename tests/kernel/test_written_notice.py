"""Periods of notice and renewals as people write them: one clear length, or refused."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.kernel.notice import NoticePeriod
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.written_notice import Unit, read_notice
from vidsyn.kernel.written_renewal import read_renewal


def months(count: int) -> NoticePeriod:
    return NoticePeriod(months=count)


def days(count: int) -> NoticePeriod:
    return NoticePeriod(days=count)


@pytest.mark.parametrize(
    ("written", "period"),
    [("3", months(3)), (3.0, months(3)), ("24", months(24)), ("0", months(0)), ("3 månader", months(3)),
     ("6 (sex) månader", months(6)), ("48 months", months(48)), ("ett år", months(12)), ("halvår", months(6)),
     ("ingen", months(0)), ("90 dagar", days(90)), ("90 days", days(90)), ("90 dagar.", days(90)),
     ("30 kalenderdagar", days(30)), ("30 calendar days", days(30)), ("1 dag", days(1)), ("trettio dagar", days(30)),
     ("thirty (30) days’ notice", days(30)), ("30 days' notice", days(30)), ("90 dagars uppsägningstid", days(90)),
     ("60 days prior to the end", days(60)), ("6 veckor", days(42)), ("6 v.", days(42)), ("4 weeks", days(28)),
     ("en vecka", days(7)), ("", None), ("-", None), (None, None)],
)  # fmt: skip
def test_a_notice_period_is_months_or_days(written, period):
    assert read_notice(written) == period


@pytest.mark.parametrize(
    "written",
    ["3-6 månader", "90 arbetsdagar", "10 business days", "3 mån (90 dagar)", "1,5 veckor", 2.5, "4000 dagar", -1,
     "enligt avtal", True, date(2024, 1, 1), "6 (tre) månader", "minst 3 månader"],
)  # fmt: skip
def test_what_is_no_single_clear_notice_period(written):
    with pytest.raises(Refusal, match="notice_unreadable"):
        read_notice(written)


@pytest.mark.parametrize("written", ["90", 90.0, "30", "14", 60])
def test_a_bare_number_that_is_more_likely_days_is_never_taken_for_months(written):
    with pytest.raises(Refusal, match="notice_unit_unclear"):
        read_notice(written)
    assert read_notice(written, units=[Unit.MONTHS]) == months(int(float(written)))
    assert read_notice(written, units=[Unit.DAYS]) == days(int(float(written)))


def test_the_headings_unit_is_for_bare_numbers_only():
    assert read_notice("3 månader", units=[Unit.DAYS]) == months(3)
    assert read_notice("6", units=[Unit.WEEKS]) == days(42)
    assert read_notice("1", units=[Unit.YEARS]) == months(12)
    with pytest.raises(Refusal, match="notice_unit_unclear"):
        read_notice("3", units=[Unit.MONTHS, Unit.DAYS])


@given(st.integers(1, 3660))
def test_days_written_out_come_back(count):
    assert {read_notice(f"{count} {word}") for word in ("dagar", "days", "d")} == {days(count)}


@pytest.mark.parametrize(
    ("written", "renewal"),
    [("12", 12), (12.0, 12), ("12 månader", 12), ("1 år", 12), ("automatisk, 1 år", 12), ("Automatiskt 12 mån.", 12),
     ("förlängs automatiskt med 1 år i taget", 12), ("ja, 1 år", 12), ("12 månader (automatisk)", 12),
     ("automatisk – 2 år", 24), ("1-årsperioder", 12), ("ettårsperioder", 12), ("one-year periods", 12),
     ("renews automatically for successive periods of one year", 12), ("auto-renewal 12 months", 12), ("årsvis", 12),
     ("annually", 12), ("halvår", 6), ("nej", 0), ("ingen", 0), ("0", 0), ("Ej automatisk förlängning", 0),
     ("no automatic renewal", 0), ("", None), ("-", None), (None, None)],
)  # fmt: skip
def test_a_renewal_is_so_many_months(written, renewal):
    assert read_renewal(written) == renewal


@pytest.mark.parametrize(
    "written",
    ["3-6 månader", "1+1 år", "2 x 1 år", "högst 1 år", "en gång, 1 år", "nej, 1 år", "automatisk", "ja", "1,4 år",
     "efter omförhandling", "6 månader före utgången", "2026-12-31", "3 månaders uppsägning", True, 7.5],
)  # fmt: skip
def test_what_is_no_single_clear_renewal(written):
    with pytest.raises(Refusal, match="renewal_unreadable"):
        read_renewal(written)


@pytest.mark.parametrize("written", ["1", 2.0, "automatisk, 5"])
def test_a_bare_number_that_may_be_years_is_never_taken_for_months(written):
    with pytest.raises(Refusal, match="renewal_unit_unclear"):
        read_renewal(written)


def test_the_heading_may_say_that_renewals_are_in_years():
    assert read_renewal("2", units=[Unit.YEARS]) == 24
    assert read_renewal(2.0, units=[Unit.MONTHS]) == 2


@given(st.text(max_size=20))
def test_no_text_breaks_the_readers(text):
    for read in (read_notice, read_renewal):
        with contextlib.suppress(Refusal):
            read(text)

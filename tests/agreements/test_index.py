"""The derived rows agree with the rules for every agreement and every day, and can be rebuilt."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from tests.agreements.strategies import DAYS, courses
from tests.house import TODAY

from vidsyn import here
from vidsyn.agreements.jobs import agreements_ahead, index_rebuild
from vidsyn.agreements.logic.amending import changes_to_store
from vidsyn.agreements.logic.deadlines import due
from vidsyn.agreements.logic.timeline import Course, standing_on, status_on
from vidsyn.agreements.models import (
    Agreement,
    AgreementCourse,
    AgreementDue,
    AgreementPeriod,
    AgreementSpan,
    AgreementStep,
    Amendment,
    Notice,
    Party,
    Signatory,
)
from vidsyn.agreements.operations.indexing import HORIZON_YEARS, PAST_YEARS, SINCE_YEARS, reindex
from vidsyn.agreements.operations.many import agreements_assign
from vidsyn.agreements.queries.courses import course_of, stored_course, terms_columns
from vidsyn.agreements.queries.deadlines import deadlines
from vidsyn.agreements.vocabulary import Missing
from vidsyn.kernel.calendar import add_months
from vidsyn.people.models import Unit

many = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def stored(course: Course) -> Agreement:
    """Store the course as rows."""
    agreement = Agreement.objects.create(
        kind="research",
        title_sv="T",
        title_en="T",
        stage="signed" if course.signed_on or course.taken_as_signed else "withdrawn",
        taken_as_signed=course.taken_as_signed,
        terminated_on=course.terminated_on,
        withdrawn_on=course.withdrawn_on,
        **terms_columns(course.terms),
    )
    party = Party.objects.create(agreement=agreement, side="partner", name="P")
    if course.signed_on:
        Signatory.objects.create(party=party, signed_on=course.signed_on)
    for step in course.steps:
        AgreementStep.objects.create(agreement=agreement, on=step.on, stage=step.stage)
    for amendment in course.amendments:
        Amendment.objects.create(
            agreement=agreement,
            effective_on=amendment.effective_on,
            changes=changes_to_store(amendment.changes),
        )
    for notice in course.notices:
        Notice.objects.create(agreement=agreement, side="ours", received_on=notice.received_on)
    reindex(agreement)
    return agreement


def same(one: Course, other: Course) -> bool:
    """Compare the facts; the order of amendments and notices of one day does not matter."""
    return (
        (one.terms, one.steps, one.signed_on, one.terminated_on, one.withdrawn_on)
        == (other.terms, other.steps, other.signed_on, other.terminated_on, other.withdrawn_on)
        and sorted(one.notices, key=str) == sorted(other.notices, key=str)
        and sorted(one.amendments, key=str) == sorted(other.amendments, key=str)
    )


@many
@given(course=courses(), day=DAYS)
def test_the_index_says_what_the_rules_say(db, course, day):
    agreement = stored(course)
    read = course_of(Agreement.objects.get(pk=agreement.pk))
    assert course.successor_starts_on or same(read, course)
    held = AgreementSpan.objects.filter(agreement=agreement, first__lte=day, last__gte=day)
    expected = status_on(read, day)
    assert [row.status for row in held] == ([expected] if expected else [])
    first, last = add_months(here.today(), -12 * PAST_YEARS), add_months(here.today(), 12 * HORIZON_YEARS)
    kept = {(row.on, row.kind, row.of) for row in AgreementDue.objects.filter(agreement=agreement)}
    assert kept == {(item.on, str(item.kind), item.of) for item in due(read, first, last)}
    assert stored_course(Agreement.objects.get(pk=agreement.pk)) == read
    period = AgreementPeriod.objects.get(agreement=agreement, first__lte=day, last__gte=day)
    if add_months(here.today(), -12 * SINCE_YEARS) <= day <= last:
        standing = standing_on(read, day)
        assert (period.ends_on, period.notice_by) == (standing.ends_on, standing.notice_deadline)
        lacks = (Missing.END in standing.lacks, Missing.NOTICE in standing.lacks)
        assert (period.lacks_end, period.lacks_notice) == lacks


def rows() -> tuple[set, ...]:
    return (
        set(AgreementPeriod.objects.values_list("agreement", "first", "last", "ends_on", "notice_by")),
        set(AgreementSpan.objects.values_list("agreement", "first", "last", "status")),
        set(AgreementDue.objects.values_list("agreement", "owner", "on", "kind", "of", "text")),
        {(c.agreement_id, str(c.facts)) for c in AgreementCourse.objects.all()},
    )


@pytest.mark.django_db
def test_rebuilding_gives_the_same_rows(imported, requested):
    before = rows()
    AgreementSpan.objects.all().delete()
    AgreementPeriod.objects.all().delete()
    AgreementDue.objects.all().delete()
    AgreementCourse.objects.all().delete()
    assert index_rebuild(here.today()) == 2
    assert rows() == before


@pytest.mark.django_db
def test_what_is_due_goes_with_the_agreement_to_its_new_owner(house, imported):
    last = add_months(TODAY, 120)
    assert not deadlines(house.actor("adviser"), TODAY, last, mine=True)
    agreements_assign(agreements=(imported,), owner=house.people["adviser"], actor=house.actor("office"))
    before = rows()
    assert deadlines(house.actor("adviser"), TODAY, last, mine=True)
    assert not deadlines(house.actor("office"), TODAY, last, mine=True)
    index_rebuild(here.today())
    assert rows() == before


@pytest.mark.django_db
def test_the_clock_writes_deadlines_further_ahead_once_a_month(imported):
    assert agreements_ahead(date(2031, 5, 2)) == 0
    assert agreements_ahead(date(2031, 6, 1)) == 1
    last = AgreementDue.objects.filter(agreement=imported).latest("on")
    assert last.on == date(2040, 9, 30)
    assert agreements_ahead(date(2031, 6, 1)) == 1


@pytest.mark.django_db
def test_derived_rows_that_an_upgrade_left_out_are_written_the_next_day(imported, requested):
    before = rows()
    AgreementPeriod.objects.filter(agreement=requested).delete()
    assert agreements_ahead(date(2026, 11, 23)) == 1
    assert rows() == before


@pytest.mark.django_db
def test_what_applied_on_a_day_for_every_agreement_is_one_statement(
    imported, requested, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = dict(
            AgreementSpan.objects.filter(first__lte=TODAY, last__gte=TODAY).values_list("agreement", "status")
        )
    assert found == {imported.pk: "in_force", requested.pk: "requested"}
    assert Unit.objects.exists()

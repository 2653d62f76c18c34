"""Columns of notice and renewal: clear months, days or weeks are read; remarks are stored with the record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation
from tests.lists import delimited, workbook

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.queries.courses import terms_of
from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.logic.judging import ConflictChoice
from vidsyn.intake.logic.settings import DefaultChoice, Settings
from vidsyn.intake.models import Import
from vidsyn.intake.operations.judging import import_conflicts_decide
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.operations.undoing import import_undo
from vidsyn.intake.queries.dry import act_report, dry_run
from vidsyn.intake.queries.report import to_choose
from vidsyn.intake.queries.shown_values import Words
from vidsyn.intake.vocabulary import Field, ListKind, Take
from vidsyn.kernel.notice import NoticePeriod
from vidsyn.people.actors import local_operator

pytestmark = pytest.mark.django_db
OPERATOR = local_operator()
HEADING = ("Dnr", "Lärosäte", "Land", "T.o.m.")


def listed(heading: str, *cells: Any) -> bytes:
    """Return a list with an agreement for each cell under the heading, from V-1 on."""
    rows = [
        [f"V-{n}", "Uppsala universitet", "Sverige", "2027-12-31", cell]
        for n, cell in enumerate(cells, start=1)
    ]
    return workbook(Avtal=[[*HEADING, heading], *rows])


def told_of(content: bytes) -> dict[str, Any]:
    return dry_run(OPERATOR, ListKind.AGREEMENTS, content)


def planned(content: bytes) -> Import:
    return import_plan(kind=ListKind.AGREEMENTS, file_name="lista", content=content, actor=OPERATOR)


def brought(content: bytes) -> Import:
    return import_carry_out(planned(content), OPERATOR)


def kept() -> list[tuple[str, int | None, int | None]]:
    found = Agreement.objects.order_by("register_number")
    return list(found.values_list("register_number", "notice_months", "notice_days"))


@pytest.mark.parametrize(
    ("heading", "cell", "months", "days"),
    [
        ("Uppsägningstid", "3", 3, None),
        ("Uppsägningstid", "3 månader", 3, None),
        ("Uppsägningstid", "90 dagar", None, 90),
        ("Notice period", "90 days", None, 90),
        ("Uppsägningstid", "6 veckor", None, 42),
        ("Uppsägningstid (mån)", "90 dagar", None, 90),
        ("Uppsägningstid (mån)", 60, 60, None),
        ("Uppsägningstid (dagar)", 90, None, 90),
        ("Notice, days", "30", None, 30),
        ("Uppsägningstid i veckor", 6, None, 42),
        ("Uppsägningstid (dagar)", "3 månader", 3, None),
        ("Uppsägningstid", "", None, None),
    ],
)
def test_notice_is_read_in_the_unit_the_cell_or_else_the_heading_says(
    school: object, ror: None, heading: str, cell: Any, months: int | None, days: int | None
) -> None:
    told = told_of(listed(heading, cell))
    assert (told["refused"], told["created"]) == ([], 1)
    (read,) = told["agreements"]
    assert (read["notice_months"], read["notice_days"]) == (months, days)
    brought(listed(heading, cell))
    assert terms_of(Agreement.objects.get()).notice == NoticePeriod(months, days)


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("Uppsägningstid", "3-6 månader", "notice_unreadable"),
        ("Uppsägningstid", "90 arbetsdagar", "notice_unreadable"),
        ("Uppsägningstid", 90, "notice_unit_unclear"),
        ("Uppsägningstid", "90", "notice_unit_unclear"),
        ("Uppsägningstid (arbetsdagar)", 10, "notice_unit_unclear"),
        ("Uppsägningstid (mån/dagar)", 3, "notice_unit_unclear"),
        ("Förlängning", "3-6 månader", "renewal_unreadable"),
        ("Förlängning", "1+1 år", "renewal_unreadable"),
        ("Förlängning", 1, "renewal_unit_unclear"),
    ],
)
def test_an_unclear_length_refuses_the_row_and_says_what_to_do(
    school: object, ror: None, heading: str, cell: Any, code: str
) -> None:
    told = told_of(listed(heading, cell))
    (refused,) = told["refused"]
    assert (refused["column"], refused["code"]) == (heading, code)
    assert str(cell) in refused["message"]
    assert "%(" not in refused["message"]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Uppsägningstid", "enligt avtalet"),
        ("Uppsägningstid", "automatisk, 1 år"),
        ("Förlängning", "automatisk"),
        ("Förlängning", "ja"),
        ("Förlängning", "efter omförhandling"),
    ],
)
def test_a_remark_warns_and_stays_beside_the_record(
    school: object, ror: None, heading: str, cell: str
) -> None:
    told = told_of(listed(heading, cell))
    assert (told["refused"], told["created"]) == ([], 1)
    assert [(w["column"], w["code"], w["text"]) for w in told["warnings"]] == [(heading, "no_length", cell)]
    brought(listed(heading, cell))
    agreement = Agreement.objects.get()
    assert agreement.extra == {heading: cell}
    assert (agreement.notice_months, agreement.notice_days, agreement.renewal_months) == (None, None, None)


@pytest.mark.parametrize(
    ("heading", "cell", "months"),
    [
        ("Förlängning", "automatisk, 1 år", 12),
        ("Automatic renewal", "renewed for 12 months at a time", 12),
        ("Förlängning (år)", 2, 24),
        ("Förlängning", "12", 12),
        ("Förlängning", "nej", None),
        ("Automatisk förlängning", False, None),
    ],
)
def test_a_renewal_is_read_from_its_own_column(
    school: object, ror: None, heading: str, cell: Any, months: int | None
) -> None:
    told = told_of(listed(heading, cell))
    assert (told["refused"], told["warnings"]) == ([], [])
    brought(listed(heading, cell))
    agreement = Agreement.objects.get()
    assert agreement.renewal_months == months
    assert terms_of(agreement).renews is bool(months)


def test_a_list_that_goes_from_months_to_days_changes_both_and_undoing_sets_them_back(
    school: object, ror: None
) -> None:
    brought(listed("Uppsägningstid", "3", "90 dagar", "6"))
    act = brought(listed("Uppsägningstid", "90 dagar", "3", "6"))
    assert (act.counts["updated"], act.counts["unchanged"]) == (2, 1)
    assert kept() == [("V-1", None, 90), ("V-2", 3, None), ("V-3", 6, None)]
    import_undo(act=act, reason="fel fil", actor=OPERATOR)
    assert kept() == [("V-1", 3, None), ("V-2", None, 90), ("V-3", 6, None)]


def test_a_renewal_the_list_says_no_to_is_taken_out_again(school: object, ror: None) -> None:
    brought(listed("Förlängning", "12"))
    assert brought(listed("Förlängning", "nej")).counts["updated"] == 1
    assert Agreement.objects.get().renewal_months is None


@pytest.mark.parametrize("take", list(Take))
def test_months_and_days_edited_since_are_chosen_together(school: object, ror: None, take: Take) -> None:
    brought(listed("Uppsägningstid", "3"))
    agreement = Agreement.objects.get()
    corrected = replace(terms_of(agreement), notice_months=None, notice_days=90)
    agreement_update(agreement=agreement, terms=corrected, actor=OPERATOR)
    assert told_of(listed("Uppsägningstid", "3"))["conflicts"] == []
    act = planned(listed("Uppsägningstid", "6"))
    assert {c["field"] for c in act_report(act)["conflicts"]} == {"notice_months", "notice_days"}
    (row,) = act.rows.all()
    with translation.override("sv"):
        (asked,) = to_choose(row, Words(OPERATOR, ListKind.AGREEMENTS, [row]))
    assert (asked.label, asked.now, asked.file) == ("Uppsägningstid", "90 dagar", "6 månader")
    choice = ConflictChoice(row.order, asked.field, take)
    import_carry_out(import_conflicts_decide(act=act, choices=(choice,), actor=OPERATOR), OPERATOR)
    assert kept() == [("V-1", 6, None) if take is Take.LIST else ("V-1", None, 90)]
    assert told_of(listed("Uppsägningstid", "6"))["conflicts"] == []


def test_a_default_for_the_column_never_stands_beside_what_the_cell_says(school: object, ror: None) -> None:
    settings = Settings(defaults=(DefaultChoice(Field.NOTICE_MONTHS, "3"),))
    told = dry_run(OPERATOR, ListKind.AGREEMENTS, listed("Uppsägningstid", "90 dagar", ""), settings=settings)
    said = [(read["notice_months"], read["notice_days"]) for read in told["agreements"]]
    assert said == [(None, 90), (3, None)]


def test_a_text_file_says_it_as_well(school: object, ror: None) -> None:
    rows = [["Lärosäte", "T.o.m.", "Uppsägningstid"], ["Uppsala universitet", "2027-12-31", "90 dagar"]]
    (read,) = told_of(delimited(rows, delimiter=";"))["agreements"]
    assert (read["notice_months"], read["notice_days"]) == (None, 90)

"""Long lists of units and people: every row is tried first, and they come in by pieces that nobody waits for."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection

from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.bringing import PIECE, people_bring_in, units_bring_in
from vidsyn.people.operations.rows import AT_ONCE

OFFICE = local_operator()
MANY = 2 * PIECE + 3
UNIT_HEADING = ["code", "name_sv", "name_en", "kind", "parent"]


def table(*rows: list[str]) -> bytes:
    told = io.StringIO()
    csv.writer(told, delimiter=";").writerows(rows)
    return told.getvalue().encode()


def chain(count: int) -> list[list[str]]:
    """A top, and units that stand under one of an earlier piece and under the one before."""
    below = [
        [f"u{n}", f"Enhet {n}", f"Unit {n}", "department", "u0" if n % 5 else f"u{n - 1}"]
        for n in range(1, count)
    ]
    return [["u0", "Topp", "Top", "university", ""], *below]


def accounts(count: int) -> list[list[str]]:
    return [[f"p{n}@example.org", f"Person {n}", "reader"] for n in range(count)]


@pytest.mark.django_db
def test_units_of_one_piece_stand_under_those_of_another():
    content = table(UNIT_HEADING, *chain(MANY))
    tried = units_bring_in(content=content, actor=OFFICE)
    assert (tried.rows, tried.created, Unit.objects.count()) == (MANY, MANY, 0)
    done = units_bring_in(content=content, apply=True, actor=OFFICE)
    assert (done.created, Unit.objects.count()) == (MANY, MANY)
    again = units_bring_in(content=content, apply=True, actor=OFFICE)
    assert (again.created, again.changed, again.unchanged) == (0, 0, MANY)


@pytest.mark.django_db
def test_it_is_one_act_in_the_history():
    people_bring_in(content=table(["email", "name", "role"], *accounts(MANY)), apply=True, actor=OFFICE)
    entries = HistoryEntry.objects.filter(fact="person.created")
    assert entries.count() == MANY
    assert entries.values("correlation_id").distinct().count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [PIECE - 1, PIECE, MANY - 1])
def test_one_row_that_is_refused_keeps_all_of_them_out(wrong):
    rows = [[*row, ""] for row in accounts(MANY)]
    rows[wrong][3] = "nowhere"
    with pytest.raises(Refusal) as caught:
        people_bring_in(content=table(["email", "name", "role", "unit"], *rows), apply=True, actor=OFFICE)
    assert (caught.value.code, caught.value.params["row"]) == ("unit_unknown", wrong + 2)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_every_refused_row_is_named_once_whatever_its_piece():
    rows = chain(MANY)
    rows[1][4], rows[MANY - 1][4] = "nowhere", "u1"  # the last stands under one that does not come in
    with pytest.raises(Refusals) as caught:
        units_bring_in(content=table(UNIT_HEADING, *rows), apply=True, actor=OFFICE)
    assert [refusal.params["row"] for refusal in caught.value.refusals] == [3, MANY + 1]
    assert not Unit.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="where each transaction shuts out every other writer"
)
def test_no_transaction_holds_more_than_a_piece():
    accounts_made: list[int] = []

    def seen(execute, sql, params, many, context):
        if sql.startswith("BEGIN"):
            accounts_made.append(0)
        elif sql.startswith('INSERT INTO "people_person"'):
            accounts_made[-1] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(seen):
        people_bring_in(content=table(["email", "name", "role"], *accounts(MANY)), apply=True, actor=OFFICE)
    assert max(accounts_made) == PIECE
    assert sum(accounts_made) == 2 * MANY, "tried and written"
    assert AT_ONCE.most >= PIECE

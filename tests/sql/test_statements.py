"""A statement is built once, executed each time, and its values are never shared between viewers."""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.agreements.queries.lists import agreement_list
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.persons import person_create
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import UnitKind
from vidsyn.sql import statements
from vidsyn.sql.statements import asked, asked_part, counted, question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    statements._statements.clear()


def made(code: str) -> Unit:
    return unit_create(
        code=code, name_sv=code, name_en=code, kind=UnitKind.SCHOOL, parent=None, actor=local_operator()
    )


def person(name: str, unit: Unit) -> Person:
    return person_create(email=f"{name}@vidsyn.example", name=name, unit=unit, actor=local_operator())


written: list[str] = []


def coded(code: str) -> QuerySet[Unit]:
    written.append(code)
    return Unit.objects.filter(code=code)


def in_order(start: str) -> QuerySet[Unit]:
    written.append("in order")
    return Unit.objects.filter(code__startswith=start).order_by("code")


def with_people(code: str) -> QuerySet[Unit]:
    return Unit.objects.filter(code=code).prefetch_related("people")


def never_coded(_code: str) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=[])


def with_key(*, key: uuid.UUID) -> QuerySet[Unit]:
    written.append("key")
    return Unit.objects.filter(pk=key)


def people_of(*, unit: uuid.UUID) -> QuerySet[Person]:
    return (
        Person.objects.filter(unit=unit)
        .select_related("unit")
        .prefetch_related("assignments")
        .order_by("name")
    )


def never(*, key: uuid.UUID) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=[])


def without_its_slot(*, key: uuid.UUID) -> QuerySet[Unit]:
    return Unit.objects.all()


def people_through(unit: Unit) -> QuerySet[Person]:
    return unit.people.all()


def test_rows_are_read_each_time_and_the_statement_is_written_once(django_assert_num_queries) -> None:
    written.clear()
    assert asked(coded, "a") == []
    made("a")
    with django_assert_num_queries(2):
        assert [unit.code for unit in asked(coded, "a")] == ["a"]
        assert [unit.code for unit in asked(coded, "a")] == ["a"]
    assert asked(coded, "b") == []
    assert written == ["a", "b"]


def test_a_slot_takes_another_value_without_writing_again() -> None:
    written.clear()
    first, second = made("a"), made("b")
    assert [unit.code for unit in asked(with_key, key=first.pk)] == ["a"]
    assert [unit.code for unit in asked(with_key, key=second.pk)] == ["b"]
    assert asked(with_key, key=uuid.uuid4()) == []
    assert written == ["key"]


def test_related_rows_come_with_it(django_assert_num_queries) -> None:
    first, second = made("a"), made("b")
    person("Ada", first), person("Bo", first), person("Cy", second)
    asked(people_of, unit=second.pk)
    with django_assert_num_queries(2):
        found = asked(people_of, unit=first.pk)
        assert [(one.name, one.unit.code, list(one.assignments.all())) for one in found] == [
            ("Ada", "a", []),
            ("Bo", "a", []),
        ]


def test_what_can_hold_nothing_is_not_asked(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert asked(never, key=uuid.uuid4()) == []


def test_a_slot_that_is_not_used_is_a_fault() -> None:
    with pytest.raises(ValueError, match="without_its_slot"):
        asked(without_its_slot, key=uuid.uuid4())


def test_another_viewer_and_another_day_are_another_statement() -> None:
    viewer = local_operator()
    for door in (Door.WEB, Door.API):
        agreement_list(replace(viewer, door=door), AgreementFilter())
    seen = [given[0] for _build, given, _slots in statements._statements if given]
    assert {actor.door for actor in seen if hasattr(actor, "door")} >= {Door.WEB, Door.API}


def test_viewers_with_the_same_text_share_what_reads_its_answer_and_not_their_values() -> None:
    made("a"), made("b")
    assert [unit.code for code in ("a", "b") for unit in asked(coded, code)] == ["a", "b"]
    first, second = statements._statements.values()
    assert first
    assert second
    assert first.form is second.form
    assert (first.values, second.values) == (("a",), ("b",))
    assert question(coded, "a") != question(coded, "b")


@pytest.mark.parametrize("build", [lambda unit: with_people(unit.code), people_through])
def test_what_brings_other_rows_is_not_shared(build) -> None:
    """Prefetched rows, and the row that a related manager starts from, belong to one statement's values. Only private
    attributes of Django's querysets say that there are any: this fails if they get other names.
    """
    for name in ("a", "b"):
        asked(build, made(name))
    first, second = statements._statements.values()
    assert first
    assert second
    assert first.form is not second.form


def test_every_part_of_an_order_comes_from_one_statement() -> None:
    for code in "abcde":
        made(code)
    written.clear()
    parts = [[unit.code for unit in asked_part(in_order, start, 2, "")] for start in (0, 2, 4, 6)]
    assert parts == [["a", "b"], ["c", "d"], ["e"], []]
    assert written == ["in order"]
    assert counted(in_order, "") == 5
    assert counted(in_order, "a") == 1
    assert counted(never_coded, "a") == 0


def test_no_more_are_remembered_than_memory_is_meant_for(monkeypatch) -> None:
    monkeypatch.setattr(statements, "MOST", 3)
    for number in range(9):
        asked(coded, f"u{number}")
    assert len(statements._statements) == 3


@pytest.mark.django_db(transaction=True)
def test_threads_ask_over_their_own_connections() -> None:
    first = made("a")
    assert asked(with_key, key=first.pk) == [first]
    found: list[list[Any]] = []

    def ask() -> None:
        try:
            found.append(asked(with_key, key=first.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[first]] * 4

"""A cached result is valid while nothing is recorded, and shared only between equal queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, QuerySet

from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import UnitKind
from vidsyn.rows import counts
from vidsyn.rows.counting import Counting
from vidsyn.rows.counts import cached_counts, cached_rows, cached_sums, kinds_of
from vidsyn.sql import statements

pytestmark = pytest.mark.django_db


def made(code: str) -> Unit:
    return unit_create(
        code=code, name_sv=code, name_en=code, kind=UnitKind.SCHOOL, parent=None, actor=local_operator()
    )


def all_units() -> QuerySet[Unit]:
    return Unit.objects.all()


def coded(code: str) -> QuerySet[Unit]:
    return Unit.objects.filter(code=code)


def codes() -> QuerySet[Any, Any]:
    return Unit.objects.order_by("code").values_list("code", flat=True)


def cached_count(build: Any, *given: str, about: frozenset[str] | None = None) -> int:
    [number] = cached_counts(Counting(build, given, about))
    return number


def test_an_answer_holds_until_something_is_recorded(django_assert_num_queries) -> None:
    made("a")
    with django_assert_num_queries(3):
        assert cached_rows(Counting(codes, ())) == ["a"]
        assert cached_rows(Counting(codes, ())) == ["a"]
    made("b")
    assert cached_rows(Counting(codes, ())) == ["a", "b"]
    assert cached_count(all_units) == 2


def test_another_question_has_another_answer() -> None:
    made("a")
    made("b")
    assert cached_count(coded, "a") == 1
    assert cached_count(coded, "none") == 0
    assert cached_count(all_units) == 2
    assert [unit.code for unit in cached_rows(Counting(coded, ("b",)))] == ["b"]


def test_without_history_nothing_is_kept() -> None:
    assert cached_count(all_units) == 0
    Unit.objects.create(code="c", name_sv="C", name_en="C", kind=UnitKind.SCHOOL, path="c/")
    assert cached_count(all_units) == 1


def test_after_a_minute_it_is_asked_anew(monkeypatch) -> None:
    made("a")
    assert cached_count(all_units) == 1
    Unit.objects.create(code="c", name_sv="C", name_en="C", kind=UnitKind.SCHOOL, path="c/")
    assert cached_count(all_units) == 1
    monkeypatch.setattr(counts, "SECONDS", 0)
    assert cached_count(all_units) == 2


def test_no_more_is_kept_than_memory_is_meant_for(monkeypatch) -> None:
    made("a")
    monkeypatch.setattr(counts, "MOST", 3)
    for number in range(9):
        cached_count(coded, f"u{number}")
    assert len(counts._answers) == 3


def test_several_counts_look_once_whether_anything_happened(django_assert_num_queries) -> None:
    made("a")
    made("b")
    with django_assert_num_queries(2):
        assert cached_counts(Counting(coded, ("a",)), Counting(all_units, ())) == [1, 2]
    with django_assert_num_queries(1):
        assert cached_counts(Counting(coded, ("a",)), Counting(all_units, ())) == [1, 2]
    made("c")
    assert cached_counts(Counting(coded, ("a",)), Counting(all_units, ())) == [1, 3]


def test_an_answer_holds_while_other_kinds_of_things_change() -> None:
    made("a")
    assert cached_count(all_units, about=frozenset({"partner"})) == 1
    made("b")
    assert cached_count(all_units, about=frozenset({"partner"})) == 1
    assert cached_count(coded, "b", about=kinds_of("people")) == 1
    assert cached_count(all_units, about=kinds_of("people", "partners")) == 2


def test_an_answer_is_asked_anew_where_more_happened_than_is_looked_at(monkeypatch) -> None:
    monkeypatch.setattr(counts, "LATEST", 2)
    statements.forget_statements()
    made("a")
    assert cached_count(all_units, about=frozenset({"partner"})) == 1
    for code in "bcd":
        made(code)
    assert cached_count(all_units, about=frozenset({"partner"})) == 4
    statements.forget_statements()


def test_what_was_seen_and_rolled_back_is_not_kept() -> None:
    made("a")
    with transaction.atomic():
        made("b")
        assert cached_count(all_units, about=kinds_of("people")) == 2
        transaction.set_rollback(True)
    assert cached_count(all_units, about=kinds_of("people")) == 1


def test_a_row_of_the_history_that_comes_late_is_noticed() -> None:
    """On PostgreSQL a row may be seen after one with a higher number."""
    watch = counts._Watch()
    version = watch.noticed([(9, "x", "unit"), (7, "w", "person")])
    assert version
    before = version(frozenset({"partner"})), version(frozenset({"unit"}))
    after = watch.noticed([(9, "x", "unit"), (8, "y", "partner"), (7, "w", "person")])
    assert after
    assert after(frozenset({"partner"})) > before[0]
    assert after(frozenset({"unit"})) == before[1]


def test_numbers_of_the_same_key_are_added_up() -> None:
    made("a")
    made("b")
    assert cached_sums(Counting(by_kind, ("a",)), Counting(by_kind, ("b",))) == {"school": 2}


def by_kind(code: str) -> QuerySet[Any, Any]:
    return Unit.objects.filter(code=code).order_by().values_list("kind").annotate(number=Count("pk"))

"""What is kept in memory holds while nothing is recorded, and is never another's."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import QuerySet

from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.operations.units import unit_create
from vidsyn.people.vocabulary import UnitKind
from vidsyn.rows import counts
from vidsyn.rows.counts import cached_count, cached_counts, cached_rows

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


def test_an_answer_holds_until_something_is_recorded(django_assert_num_queries) -> None:
    made("a")
    with django_assert_num_queries(3):
        assert cached_rows(codes) == ["a"]
        assert cached_rows(codes) == ["a"]
    made("b")
    assert cached_rows(codes) == ["a", "b"]
    assert cached_count(all_units) == 2


def test_another_question_has_another_answer() -> None:
    made("a")
    made("b")
    assert cached_count(coded, "a") == 1
    assert cached_count(coded, "none") == 0
    assert cached_count(all_units) == 2
    assert [unit.code for unit in cached_rows(coded, "b")] == ["b"]


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
    with django_assert_num_queries(3):
        assert cached_counts((coded, "a"), (all_units,)) == [1, 2]
    with django_assert_num_queries(1):
        assert cached_counts((coded, "a"), (all_units,)) == [1, 2]
    made("c")
    assert cached_counts((coded, "a"), (all_units,)) == [1, 3]

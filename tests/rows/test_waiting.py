"""Pending matters, as rooms register them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import get_resolver

from vidsyn.kernel.bilingual import Words
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import UnitKind
from vidsyn.reminders.queries.today import today_all
from vidsyn.rows import waiting
from vidsyn.rows.counting import Counting
from vidsyn.rows.waiting import Mark, Matter, TodayRow, gathers, marks, waits
from vidsyn.web.shell.addresses import list_gathered, page_of

DAY = date(2026, 9, 1)


class VisitMatter(Matter):
    ARRIVES = "visit_arrives"
    UNPLANNED = "visits_unplanned"


@pytest.fixture
def another_room(monkeypatch):
    """A room unknown to the others registers a visit as a matter, and counts records without a plan."""
    marks()
    for registry in ("_marks", "_sources", "_gathered"):
        monkeypatch.setattr(waiting, registry, getattr(waiting, registry).copy())

    @waits({VisitMatter.ARRIVES: Mark(15, kind="visit")})
    def _visits(asking):
        if asking.is_near("ends", asking.on):
            yield TodayRow(VisitMatter.ARRIVES, "B-1", "B-1", Words("Besök", "Visit"), due_on=asking.on)

    @gathers(VisitMatter.UNPLANNED, place=125)
    def _unplanned(viewer, on):
        return Counting(_schools, (UnitKind.SCHOOL,))


def _schools(kind):
    return Unit.objects.filter(kind=kind)


@pytest.mark.django_db
def test_what_a_new_room_announces_is_on_today_without_anybody_knowing_it(another_room):
    Unit.objects.create(code="a", name_sv="A", name_en="A", kind=UnitKind.SCHOOL, path="a/")
    rows = today_all(local_operator(), DAY)
    assert [(row.matter, row.number, row.count) for row in rows] == [
        (VisitMatter.ARRIVES, "B-1", 1),
        (VisitMatter.UNPLANNED, "", 1),
    ]


def test_two_rooms_cannot_have_the_same_matter(another_room):
    class Another(Matter):
        SAME = "notice"

    with pytest.raises(RuntimeError, match="notice"):
        waits({Another.SAME: Mark(1, kind="visit")})(lambda asking: ())


def test_the_matters_the_api_tells_of_are_these_in_this_order():
    assert [str(matter) for matter in marks()] == [
        "notice", "ends", "opinion", "decision", "request", "move", "follow_up", "round", "window", "obligation",
        "network_review", "links", "to_fill_in", "party_links", "clean_up",
    ]  # fmt: skip


def test_every_matter_leads_somewhere():
    get_resolver().url_patterns  # noqa: B018 - reading the addresses is what announces them
    for matter, mark in marks().items():
        assert list_gathered(matter) if mark.is_gathered else page_of(mark.kind, "X-1"), matter

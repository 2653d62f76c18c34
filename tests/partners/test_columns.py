"""Unmapped columns of a partner: visible to their unit and the office until somebody opens them."""

from __future__ import annotations

import pytest
from tests.partners.conftest import actor

from vidsyn import here
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners import access
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.bulk import PartnerChange, partner_update_many
from vidsyn.partners.operations.columns import partner_columns_close, partner_columns_open
from vidsyn.partners.operations.merging import partner_merge, partner_unmerge
from vidsyn.partners.operations.partners import partner_register, partner_update
from vidsyn.partners.queries.announced import partners_table
from vidsyn.partners.queries.history import partner_history
from vidsyn.partners.queries.partners import PartnerFilter, partner_story
from vidsyn.partners.queries.search import partner_search
from vidsyn.people.actors import Holding
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Role, UnitKind

NOTE = {"Anm.": "Svårsamarbetad kontaktperson"}


@pytest.fixture
def neighbour(school):
    Unit.objects.create(code="sci", name_sv="SCI", name_en="SCI", kind=UnitKind.SCHOOL, path="u/sci/")
    return actor(Holding(Role.COORDINATOR, "u/sci/"))


@pytest.fixture
def auditor(db):
    return actor(Holding(Role.AUDITOR))


@pytest.fixture
def brought(coordinator, school) -> Partner:
    """A partner that a coordinator of one school registered with an unmapped column."""
    return partner_register(name="Exempel University", extra=NOTE, actor=coordinator)


def reads(viewer, partner) -> set[str]:
    """Return every way in which the viewer can read the column."""
    ways = {
        "page": partner_story(viewer, partner.reference, on=here.today()).extra,
        "history": partner_history(viewer, partner),
        "search": [hit.partner.pk for hit in partner_search(viewer, "svårsamarbetad")],
        "list": partners_table(viewer, PartnerFilter()).rows,
    }
    return {way for way, told in ways.items() if ("Svårsam" in str(told)) or (way == "search" and told)}


EVERY_WAY = {"page", "history", "search", "list"}


def test_the_unit_that_brought_it_and_the_office_read_it_and_nobody_else(
    brought, coordinator, office, reader, neighbour, auditor
):
    assert brought.extra_unit.code == "abe"
    assert reads(coordinator, brought) == reads(office, brought) == EVERY_WAY
    assert [reads(viewer, brought) for viewer in (reader, neighbour, auditor)] == [set()] * 3


def test_predicate_and_filter_agree(brought, coordinator, office, reader, neighbour, auditor, administrator):
    partner_register(name="Annan University", extra=NOTE, actor=office)
    for opened in (False, True):
        Partner.objects.filter(pk=brought.pk).update(extra_open=opened)
        for viewer in (coordinator, office, reader, neighbour, auditor, administrator):
            shown = set(Partner.objects.filter(access.extra_visible_to(viewer)))
            assert shown == {one for one in Partner.objects.all() if access.may_see_extra(viewer, one)}


def test_opened_it_is_read_by_all_and_closed_again_by_none(brought, coordinator, reader, neighbour):
    with pytest.raises(Refusal, match="not_allowed"):
        partner_columns_open(partner=brought, actor=neighbour)
    partner_columns_open(partner=brought, reason="ofarligt", actor=coordinator)
    assert reads(reader, brought) == EVERY_WAY
    partner_columns_close(partner=brought, actor=coordinator)
    assert reads(reader, brought) == set()
    partner_columns_open(partner=brought, actor=coordinator)
    brought.refresh_from_db()
    partner_update(partner=brought, extra=NOTE | {"Mer": "nytt"}, actor=coordinator)
    assert reads(reader, brought) == set(), "new text closes it"


def test_there_is_nothing_to_open_where_no_list_said_anything(kth_without, office):
    with pytest.raises(Refusal, match="partner_without_columns"):
        partner_columns_open(partner=kth_without, actor=office)


@pytest.fixture
def kth_without(register):
    return register("Tomma universitetet")


def test_another_units_text_stands_beside_what_it_does_not_see(brought, office, coordinator, neighbour):
    partner_update_many(
        changes=[PartnerChange(partner=brought, extra={"Anm.": "Vår bästa"})], actor=neighbour
    )
    brought.refresh_from_db()
    assert brought.extra == NOTE | {"Anm. (sci)": "Vår bästa"}
    assert reads(office, brought) == EVERY_WAY
    assert reads(neighbour, brought) == reads(coordinator, brought) == set(), (
        "told apart by nobody but the office"
    )


def test_a_merge_opens_nothing_and_undone_gives_back(brought, office, coordinator, reader, register):
    other = register("Annat universitet", extra={"Not": "Svårsamarbetad"})
    merge = partner_merge(kept=other, merged=brought, actor=office)
    assert reads(reader, other) == set()
    assert reads(coordinator, other) == {"history"}, "of what her own unit said, before it was mixed"
    partner_unmerge(merge=merge, reason="fel", actor=office)
    brought.refresh_from_db()
    other.refresh_from_db()
    assert (brought.extra_unit.code, other.extra_unit, other.extra) == (
        "abe",
        None,
        {"Not": "Svårsamarbetad"},
    )

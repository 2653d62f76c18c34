"""Many collaborations in one act: new ones in few statements, existing ones changed, all or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.importing import (
    CollaborationItem,
    ExtraValue,
    PartnerNamed,
    collaborations_import,
)
from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.collaborations.queries.lists import collaboration_list
from vidsyn.collaborations.vocabulary import Level, Purpose, Status
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.precision import Precision
from vidsyn.kernel.refusals import Refusal


def item(house, number: int = 1, **values) -> CollaborationItem:
    given = {
        "title_sv": f"Samverkan {number}",
        "unit": house.units["real"],
        "partners": (PartnerNamed(f"Part {number}"),),
        "purposes": (Purpose.CAPACITY,),
        "kinds": ("mobility",),
    }
    return CollaborationItem(**given | values)


def test_a_row_comes_in_as_the_list_has_it(house, partner):
    [made] = collaborations_import(
        items=(
            item(
                house,
                status=Status.DORMANT,
                level=Level.STRATEGIC,
                starts_on=date(2014, 5, 1),
                starts_precision=Precision.MONTH,
                partners=(PartnerNamed("Ex. univ.", partner), PartnerNamed("Någon annan")),
                extra=(ExtraValue("Gammalt nummer", "Ögonsten"),),
                notes="hemligt",
            ),
        ),
        actor=house.actor("office"),
    )
    made.refresh_from_db()
    assert (made.status, made.level, made.starts_precision) == ("dormant", "strategic", "month")
    assert made.extra == {"Gammalt nummer": "Ögonsten"}
    for text in ("ögonsten", "example university", "någon annan", made.reference.lower()):
        assert collaboration_list(house.actor("office"), CollaborationFilter(text=text)).total == 1, text
    # Unmapped columns may contain remarks: only those who see inside find by them.
    assert collaboration_list(house.actor("reader"), CollaborationFilter(text="ögonsten")).total == 0
    assert collaboration_list(house.actor("reader"), CollaborationFilter(text="någon annan")).total == 1
    notes = [e for e in HistoryEntry.objects.filter(subject_id=str(made.pk)) if "notes" in e.after]
    assert [entry.restricted for entry in notes] == [True]


def test_new_ones_cost_the_same_statements_however_many(house):
    counts = []
    for size in (1, 30):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            collaborations_import(
                items=tuple(item(house, size * 100 + n) for n in range(size)), actor=house.actor("office")
            )
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert HistoryEntry.objects.filter(fact="collaboration.registered").count() == 31


def test_one_bad_row_stops_them_all(house):
    with pytest.raises(Refusal):
        collaborations_import(
            items=(item(house), item(house, kinds=("alkemi",))), actor=house.actor("office")
        )
    assert not Collaboration.objects.exists()


def test_an_existing_one_is_changed_only_where_the_row_says_something(house, partner):
    office = house.actor("office")
    [made] = collaborations_import(items=(item(house, mutual_benefit="båda lär"),), actor=office)
    again = CollaborationItem(
        existing=made,
        expected_version=1,
        title_en="Collaboration",
        unit=house.units["sci"],
        partners=(PartnerNamed("Part 1"), PartnerNamed("Ex", partner)),
        extra=(ExtraValue("k", "v"),),
    )
    collaborations_import(items=(again,), reason="ny lista", actor=office)
    made.refresh_from_db()
    assert (made.title_sv, made.title_en, made.mutual_benefit) == ("Samverkan 1", "Collaboration", "båda lär")
    assert (made.lead_unit.code, made.extra, made.partners.count()) == ("sci", {"k": "v"}, 2)
    entry = HistoryEntry.objects.get(fact="collaboration.changed", restricted=False)
    assert entry.after["partners_added"] == ["Ex"]
    # The same row again, read at the present version, changes nothing.
    same = CollaborationItem(existing=made, title_en="Collaboration", partners=(PartnerNamed("Part 1"),))
    collaborations_import(items=(same,), actor=office)
    assert HistoryEntry.objects.filter(subject_id=str(made.pk)).count() == 4


def test_what_was_edited_since_is_a_conflict(house):
    office = house.actor("office")
    [made] = collaborations_import(items=(item(house),), actor=office)
    collaborations_import(items=(CollaborationItem(existing=made, title_sv="Ny"),), actor=office)
    with pytest.raises(Refusal) as no:
        collaborations_import(
            items=(CollaborationItem(existing=made, expected_version=1, title_sv="Annan"),), actor=office
        )
    assert no.value.code == "changed_since"


def test_one_imports_into_ones_own_units(house):
    with pytest.raises(Refusal) as no:
        collaborations_import(items=(item(house),), actor=house.actor("neighbour"))
    assert no.value.code == "not_allowed"

"""Activities, responsible people, and bulk operations on collaborations."""

from __future__ import annotations

from datetime import date

import pytest
from tests.collaborations.telling import facts, refusal
from tests.house import TODAY

from vidsyn.collaborations.logic.kinds import Detail
from vidsyn.collaborations.models import Activity
from vidsyn.collaborations.operations.activities import (
    activity_add,
    activity_end,
    activity_update,
    activity_void,
)
from vidsyn.collaborations.operations.editing import collaboration_update
from vidsyn.collaborations.operations.many import (
    collaborations_assign,
    collaborations_move,
    collaborations_void,
)
from vidsyn.collaborations.operations.partners import collaboration_link_partner
from vidsyn.collaborations.operations.people import (
    collaboration_responsible_add,
    collaboration_responsible_remove,
)
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.operations.steps import collaboration_end, collaboration_start
from vidsyn.collaborations.queries.lists import collaboration_list
from vidsyn.collaborations.queries.profiles import kind_counts
from vidsyn.collaborations.queries.stories import collaboration_story
from vidsyn.collaborations.vocabulary import Form, Purpose
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import RefusalKind


def test_a_cotutelle_candidates_name_is_marked_personal_and_seen_inside_only(house, potential):
    actor = house.actor("researcher")
    collaboration_start(collaboration=potential, actor=actor)
    activity = activity_add(
        collaboration=potential,
        kind="joint_doctoral",
        form=Form.COTUTELLE,
        title="Doktorand i brobyggnad",
        details=(Detail("candidate", "Doktoranden"), Detail("supervisor_own", "Handledaren")),
        actor=actor,
    )
    entry = HistoryEntry.objects.get(fact="activity.added")
    assert "details.candidate" in entry.personal
    assert entry.after["details.candidate"] == "Doktoranden"
    inside = collaboration_story(actor, potential.reference, TODAY).activities[0]
    outside = collaboration_story(house.actor("reader"), potential.reference, TODAY).activities[0]
    assert "Doktoranden" in [value for _, value in inside.details]
    assert "Doktoranden" not in str(outside)
    assert "brobyggnad" not in str(outside)
    assert activity.reference.startswith("V-")


def test_an_activity_through_its_life(house, potential):
    actor = house.actor("researcher")
    activity = activity_add(
        collaboration=potential,
        kind="joint_programme",
        form=Form.JOINT_COURSE,
        title="Kurs",
        details=(Detail("cycle", "second"), Detail("credits", "7,5")),
        actor=actor,
    )
    activity_update(
        activity=activity, details=(Detail("cycle", "third"),), unit=house.units["sci"], actor=actor
    )
    changed = HistoryEntry.objects.get(fact="activity.changed")
    assert changed.before["details.credits"] == "7.5"
    assert changed.after["details.credits"] is None
    activity_update(activity=activity, clear=("unit",), title_sv="Kurs i broar", actor=actor)
    assert refusal(lambda: activity_end(activity=activity, outcome=" ", actor=actor)).field == "outcome"
    activity_end(activity=activity, outcome="12 deltagare", on=date(2026, 6, 1), actor=actor)
    assert refusal(lambda: activity_void(activity=activity, reason="", actor=actor)).code == "reason_required"
    activity_void(activity=activity, reason="fel samverkan", actor=actor)
    assert collaboration_story(actor, potential.reference, TODAY).activities == ()
    assert facts(activity) == ["added", "changed", "changed", "ended", "voided"]
    assert Activity.objects.get().unit is None


@pytest.mark.parametrize(
    ("kind", "form", "code"),
    [("alkemi", Form.PLAIN, "kind_unknown"), ("mobility", Form.COTUTELLE, "activity_form_not_of_kind")],
)
def test_an_activity_is_of_a_configured_kind_and_a_form_of_it(house, potential, kind, form, code):
    no = refusal(
        lambda: activity_add(
            collaboration=potential, kind=kind, form=form, title="T", actor=house.actor("researcher")
        )
    )
    assert no.code == code


def test_an_ended_collaboration_takes_no_new_activity(house, potential):
    actor = house.actor("researcher")
    collaboration_end(collaboration=potential, reason="slut", actor=actor)
    no = refusal(lambda: activity_add(collaboration=potential, kind="mobility", title="T", actor=actor))
    assert no.code == "collaboration_has_ended"


def test_responsible_on_both_sides(house, potential):
    actor = house.actor("researcher")
    row = potential.partners.get()
    ours = collaboration_responsible_add(
        collaboration=potential, person=house.people["colleague"], actor=actor
    )
    collaboration_responsible_add(
        collaboration=potential,
        collaboration_partner=row,
        name="Kontakten",
        email="k@example.org",
        actor=actor,
    )
    # A responsible person sees the draft and may edit it.
    collaboration_update(collaboration=potential, title_en="Bridges", actor=house.actor("colleague"))
    told = HistoryEntry.objects.filter(fact="collaboration.responsible_added").last()
    assert set(told.personal) == {"name", "email"}
    assert (
        refusal(
            lambda: collaboration_responsible_add(
                collaboration=potential, person=house.people["colleague"], actor=actor
            )
        ).code
        == "responsible_already"
    )
    assert (
        refusal(lambda: collaboration_responsible_add(collaboration=potential, name="X", actor=actor)).code
        == "responsible_partner_needed"
    )
    collaboration_responsible_remove(responsible=ours, actor=actor)
    assert (
        refusal(
            lambda: collaboration_update(
                collaboration=potential, title_en="B", actor=house.actor("colleague")
            )
        ).code
        == "not_allowed"
    )


def test_many_at_once_leave_a_row_each_under_one_correlation_id(house, partner):
    office = house.actor("office")
    many = tuple(
        collaboration_register(
            title=f"S{n}",
            partner=partner,
            purposes=(Purpose.CAPACITY,),
            unit=house.units["real"],
            actor=office,
        )
        for n in range(3)
    )
    assert (
        collaborations_move(
            collaborations=many, unit=house.units["sci"], reason="omorganisation", actor=office
        )
        == 3
    )
    assert collaborations_move(collaborations=many, unit=house.units["sci"], reason="igen", actor=office) == 0
    moved = HistoryEntry.objects.filter(fact="collaboration.moved")
    assert (moved.count(), moved.values("correlation_id").distinct().count()) == (3, 1)
    assert collaborations_assign(collaborations=many, owner=house.people["colleague"], actor=office) == 3
    assert collaborations_void(collaborations=many[:1], reason="dubblett", actor=office) == 1
    assert collaboration_list(office).total == 2


def test_a_coordinator_moves_nothing_to_a_unit_that_is_not_hers(house, potential):
    no = refusal(
        lambda: collaborations_move(
            collaborations=(potential,), unit=house.units["sci"], reason="r", actor=house.actor("coordinator")
        )
    )
    assert no.kind == RefusalKind.FORBIDDEN


def test_nobody_who_has_left_becomes_owner(house, potential):
    left = house.people["colleague"]
    left.is_active = False
    left.save()
    no = refusal(
        lambda: collaborations_assign(collaborations=(potential,), owner=left, actor=house.actor("office"))
    )
    assert no.code == "owner_has_left"


def test_a_partners_profile_counts_what_is_there_and_shows_what_is_missing(house, potential, partner):
    actor = house.actor("researcher")
    collaboration_link_partner(collaboration_partner=potential.partners.get(), partner=partner, actor=actor)
    collaboration_update(collaboration=potential, kinds=("research", "innovation"), actor=actor)
    collaboration_start(collaboration=potential, actor=actor)
    activity_add(collaboration=potential, kind="mobility", title="Utbyte", actor=actor)
    counts = {
        c.kind.code: (c.collaborations, c.activities, c.missing) for c in kind_counts(actor, partner, TODAY)
    }
    assert counts["research"] == (1, 0, False)
    assert counts["mobility"] == (0, 1, False)
    assert counts["seed_funding"] == (0, 0, True)
    assert "innovation" not in counts

"""A collaboration from registration to its end, and what is refused on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vidsyn.collaborations.logic.kinds import Detail
from vidsyn.collaborations.models import Activity, Collaboration
from vidsyn.collaborations.operations import (
    activity_add,
    activity_end,
    activity_update,
    activity_void,
    collaboration_end,
    collaboration_link_partner,
    collaboration_lower,
    collaboration_partner_add,
    collaboration_partner_remove,
    collaboration_pause,
    collaboration_promote,
    collaboration_register,
    collaboration_reopen,
    collaboration_responsible_add,
    collaboration_responsible_remove,
    collaboration_resume,
    collaboration_start,
    collaboration_update,
    collaborations_assign,
    collaborations_move,
    collaborations_void,
)
from vidsyn.collaborations.queries import collaboration_list, collaboration_story, kind_counts
from vidsyn.collaborations.vocabulary import Form, Level, Purpose, Status
from vidsyn.kernel.refusals import Refusal, RefusalKind, Refusals
from vidsyn.plumbing.models import HistoryEntry

from .conftest import TODAY


def facts(thing) -> list[str]:
    entries = HistoryEntry.objects.filter(subject_id=str(thing.pk)).order_by("id")
    return [entry.fact.partition(".")[2] for entry in entries]


def refusal(call) -> Refusal:
    with pytest.raises(Refusal) as no:
        call()
    return no.value


def test_four_fields_are_enough_and_the_unit_is_her_own(house, potential):
    assert (potential.lead_unit, potential.owner.name) == (house.units["real"], "Researcher")
    assert (potential.status, potential.level) == (Status.POTENTIAL, Level.RESEARCHER)
    assert (potential.title_sv, potential.title_en) == ("Åldrande broar", "")
    assert [row.name for row in potential.partners.all()] == ["Universitetet i Exempelstad"]
    assert facts(potential) == ["registered"]


def test_a_title_is_kept_in_the_language_she_speaks(house):
    actor = replace(house.actor("researcher"), language="en")
    made = collaboration_register(
        title="Bridges", partner_name="X", purposes=(Purpose.CAPACITY,), ongoing=True, actor=actor
    )
    assert (made.title_sv, made.title_en, made.status) == ("", "Bridges", Status.ONGOING)


def test_everything_missing_is_told_at_once(house):
    with pytest.raises(Refusals) as no:
        collaboration_register(title=" ", purposes=(), actor=house.actor("office"))
    assert {r.field for r in no.value.refusals} == {"title", "partner", "purposes", "unit"}
    assert not Collaboration.objects.exists()


@pytest.mark.parametrize(
    ("who", "may"), [("office", True), ("coordinator", True), ("colleague", False), ("reader", False)]
)
def test_one_registers_for_ones_own_unit(house, who, may):
    def register():
        return collaboration_register(
            title="T",
            partner_name="P",
            purposes=(Purpose.CAPACITY,),
            unit=house.units["real"],
            actor=house.actor(who),
        )

    assert register() if may else refusal(register).kind == RefusalKind.FORBIDDEN


def test_a_name_is_linked_later_and_stays_as_written(house, potential, partner):
    row = potential.partners.get()
    collaboration_link_partner(collaboration_partner=row, partner=partner, actor=house.actor("researcher"))
    row.refresh_from_db()
    assert (row.name, row.partner) == ("Universitetet i Exempelstad", partner)
    found = collaboration_list(house.actor("researcher"))
    assert found.rows[0].partners[0].words.en == "Example University"
    again = collaboration_link_partner(
        collaboration_partner=row, partner=partner, actor=house.actor("researcher")
    )
    assert again == row
    assert facts(potential) == ["registered", "partner_linked"]


def test_a_partner_takes_part_once_and_the_last_one_stays(house, potential, partner):
    actor = house.actor("researcher")
    added = collaboration_partner_add(collaboration=potential, partner=partner, actor=actor)
    first = potential.partners.exclude(pk=added.pk).get()
    assert (
        refusal(
            lambda: collaboration_link_partner(collaboration_partner=first, partner=partner, actor=actor)
        ).code
        == "collaboration_partner_already"
    )
    collaboration_responsible_add(
        collaboration=potential, collaboration_partner=first, name="Kontakten", actor=actor
    )
    collaboration_partner_remove(collaboration_partner=first, reason="dubblett", actor=actor)
    assert (
        refusal(lambda: collaboration_partner_remove(collaboration_partner=added, actor=actor)).code
        == "collaboration_last_partner"
    )
    assert potential.responsibles.count() == 0


def test_editing_records_only_what_changed_and_notes_apart(house, potential):
    actor = house.actor("researcher")
    collaboration_update(
        collaboration=potential,
        title_sv="Åldrande broar",
        title_en="Ageing bridges",
        subjects=("20101",),
        kinds=("research", "mobility"),
        goals=(9, 11),
        notes="känsligt",
        further_units=(house.units["sci"], house.units["real"]),
        expected_version=1,
        actor=actor,
    )
    open_fact, notes_fact = HistoryEntry.objects.filter(fact="collaboration.changed").order_by("id")
    assert set(open_fact.after) == {"title_en", "subjects", "kinds", "goals", "further_units"}
    assert (notes_fact.restricted, notes_fact.after) == (True, {"notes": "känsligt"})
    story = collaboration_story(actor, potential.reference, TODAY)
    assert (story.goals, story.subjects, story.row.kinds) == ((9, 11), ("20101",), ("research", "mobility"))
    assert [unit.code for unit in story.further_units] == ["sci"]
    collaboration_update(collaboration=potential, kinds=("mobility", "research"), actor=actor)
    assert HistoryEntry.objects.filter(fact="collaboration.changed").count() == 2


def test_dates_are_emptied_by_name_and_never_backwards(house, potential):
    actor = house.actor("researcher")
    collaboration_update(
        collaboration=potential, starts_on=date(2027, 1, 1), ends_on=date(2028, 1, 1), actor=actor
    )
    no = refusal(lambda: collaboration_update(collaboration=potential, ends_on=date(2026, 1, 1), actor=actor))
    assert (no.code, no.field) == ("last_day_before_first", "ends_on")
    collaboration_update(collaboration=potential, clear=("ends_on",), actor=actor)
    potential.refresh_from_db()
    assert (potential.starts_on, potential.ends_on) == (date(2027, 1, 1), None)


def test_the_second_editor_is_told_what_the_first_changed(house, potential):
    collaboration_update(
        collaboration=potential, title_sv="Ny titel", expected_version=1, actor=house.actor("researcher")
    )
    no = refusal(
        lambda: collaboration_update(
            collaboration=potential, title_sv="Annan", expected_version=1, actor=house.actor("coordinator")
        )
    )
    assert (no.code, no.kind) == ("changed_since", RefusalKind.CONFLICT)
    assert no.params["changes"][0]["after"] == {"title_sv": "Ny titel"}


@pytest.mark.parametrize(
    ("who", "may"),
    [("researcher", True), ("coordinator", True), ("office", True), ("neighbour", False), ("reader", False)],
)
def test_who_edits_an_ongoing_collaboration(house, potential, who, may):
    collaboration_start(collaboration=potential, actor=house.actor("researcher"))

    def edit():
        return collaboration_update(collaboration=potential, title_sv="Ny", actor=house.actor(who))

    assert edit() if may else refusal(edit).code == "not_allowed"


def test_through_the_lifecycle(house, potential):
    actor = house.actor("coordinator")
    collaboration_start(collaboration=potential, on=date(2026, 1, 15), actor=actor)
    collaboration_pause(collaboration=potential, reason="vikande tjänst", actor=actor)
    collaboration_resume(collaboration=potential, actor=actor)
    collaboration_end(collaboration=potential, reason="målet nått", on=date(2026, 10, 1), actor=actor)
    potential.refresh_from_db()
    assert (potential.status, potential.starts_on, potential.ends_on) == (
        Status.ENDED,
        date(2026, 1, 15),
        date(2026, 10, 1),
    )
    assert (
        refusal(lambda: collaboration_pause(collaboration=potential, reason="x", actor=actor)).kind
        == RefusalKind.STATE
    )
    collaboration_reopen(collaboration=potential, reason="ny finansiering", actor=actor)
    potential.refresh_from_db()
    assert (potential.status, potential.ends_on) == (Status.ONGOING, None)
    assert facts(potential) == ["registered", "started", "paused", "resumed", "ended", "reopened"]


def test_a_step_keeps_the_first_day_it_had(house, potential):
    actor = house.actor("researcher")
    collaboration_update(collaboration=potential, starts_on=date(2025, 9, 1), actor=actor)
    assert collaboration_start(collaboration=potential, actor=actor).starts_on == date(2025, 9, 1)


def test_promotion_asks_for_what_the_level_requires_and_for_the_right_person(house, potential, partner):
    researcher, coordinator = house.actor("researcher"), house.actor("coordinator")
    by_researcher = refusal(
        lambda: collaboration_promote(collaboration=potential, level=Level.UNIT, reason="r", actor=researcher)
    )
    assert by_researcher.kind == RefusalKind.FORBIDDEN
    lacking = refusal(
        lambda: collaboration_promote(
            collaboration=potential, level=Level.UNIT, reason="r", actor=coordinator
        )
    )
    assert [str(r) for r in lacking.params["missing"]] == ["linked_partners", "kinds"]
    collaboration_link_partner(
        collaboration_partner=potential.partners.get(), partner=partner, actor=researcher
    )
    collaboration_update(collaboration=potential, kinds=("research",), actor=researcher)
    collaboration_promote(collaboration=potential, level=Level.UNIT, reason="viktig", actor=coordinator)
    too_high = refusal(
        lambda: collaboration_promote(
            collaboration=potential, level=Level.STRATEGIC, reason="r", actor=coordinator
        )
    )
    assert too_high.kind == RefusalKind.FORBIDDEN
    collaboration_lower(
        collaboration=potential, level=Level.RESEARCHER, reason="för tidigt", actor=coordinator
    )
    entry = HistoryEntry.objects.get(fact="collaboration.promoted")
    assert (entry.before, entry.after, entry.reason) == (
        {"level": "researcher_initiated"},
        {"level": "unit"},
        "viktig",
    )
    assert facts(potential)[-1] == "lowered"


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
    # Whoever is named responsible sees the draft and may edit it.
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

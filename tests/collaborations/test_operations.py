"""A collaboration from registration to its end, and the refusals on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.collaborations.telling import facts, refusal
from tests.house import TODAY

from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.editing import collaboration_update
from vidsyn.collaborations.operations.partners import (
    collaboration_link_partner,
    collaboration_partner_add,
    collaboration_partner_remove,
)
from vidsyn.collaborations.operations.people import collaboration_responsible_add
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.operations.steps import (
    collaboration_end,
    collaboration_lower,
    collaboration_pause,
    collaboration_promote,
    collaboration_reopen,
    collaboration_resume,
    collaboration_start,
)
from vidsyn.collaborations.queries.lists import collaboration_list
from vidsyn.collaborations.queries.stories import collaboration_story
from vidsyn.collaborations.vocabulary import Level, Purpose, Status
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import RefusalKind, Refusals
from vidsyn.partners.models import Partner


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


def test_who_links_a_name_that_another_has_linked_is_shown_to_which_partner(house, potential, partner):
    row, researcher = potential.partners.get(), house.actor("researcher")
    other = Partner.objects.create(name_sv="Annat universitet", sort_key="a", country="NO")
    collaboration_link_partner(collaboration_partner=row, partner=partner, actor=researcher)
    no = refusal(
        lambda: collaboration_link_partner(
            collaboration_partner=row, partner=other, expected_version=1, actor=house.actor("coordinator")
        )
    )
    assert no.code == "changed_since"
    assert [change["after"]["partner_id"] for change in no.params["changes"]] == [str(partner.pk)]


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

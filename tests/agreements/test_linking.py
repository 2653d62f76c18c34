"""Collaborations and agreements are linked singly by those who may change either; rounds list their agreements."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from tests.house import TODAY

from vidsyn.agreements.logic.kinds import kinds
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.linking import collaboration_link_agreement, collaboration_unlink_agreement
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.agreements.operations.routing import decision_round_open, decision_round_update, request_route_set
from vidsyn.agreements.queries.lists import agreements_of_collaboration
from vidsyn.agreements.queries.rounds import decision_rounds, request_routes
from vidsyn.agreements.queries.stories import agreement_story
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.vocabulary import Status
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.rooms import open_rooms
from vidsyn.kernel.yaml_text import FileUnusableError
from vidsyn.people.queries.history import history_of, names_in
from vidsyn.wording.history import readable


@pytest.fixture
def collaboration(house) -> Collaboration:
    """An ongoing collaboration led by the school of science."""
    return Collaboration.objects.create(
        title_sv="Vindlabb", title_en="Wind lab", lead_unit=house.units["sci"], status=Status.ONGOING
    )


def linked(house, agreement) -> list[str]:
    story = agreement_story(house.actor("reader"), agreement.reference, on=TODAY)
    return [line.reference for line in story.collaborations]


def test_who_edits_either_of_the_two_links_and_unlinks_them(house, imported, collaboration):
    for who in ("neighbour", "coordinator"):
        both = {"agreement": imported, "collaboration": collaboration, "actor": house.actor(who)}
        collaboration_link_agreement(**both)
        collaboration_link_agreement(**both)
        assert linked(house, imported) == [collaboration.reference]
        [row] = agreements_of_collaboration(house.actor("reader"), collaboration.pk, on=TODAY)
        assert row.reference == imported.reference
        collaboration_unlink_agreement(**both, reason="fel avtal")
        assert linked(house, imported) == []


@pytest.mark.parametrize("who", ["reader", "researcher", "adviser", "decider", "administrator"])
def test_others_link_nothing(house, imported, collaboration, who):
    with pytest.raises(Refusal) as no:
        collaboration_link_agreement(agreement=imported, collaboration=collaboration, actor=house.actor(who))
    assert no.value.code == "not_allowed"


def test_who_does_not_see_a_draft_links_nothing_to_it(house, requested, collaboration):
    with pytest.raises(Refusal):
        collaboration_link_agreement(
            agreement=requested, collaboration=collaboration, actor=house.actor("neighbour")
        )


def test_the_history_of_both_tells_of_the_link_by_name(house, imported, collaboration):
    open_rooms()  # so that every room's names are known
    office = house.actor("office")
    collaboration_link_agreement(agreement=imported, collaboration=collaboration, actor=office)
    for thing, other in ((imported, collaboration.title_sv), (collaboration, imported.reference)):
        lines = history_of(office, thing)
        with translation.override("sv"):
            line = readable(lines, names_in(office, lines))[0]
        assert line.what == "Samverkan och avtal kopplade"
        assert other in line.changes[0].after


def test_an_unseen_collaboration_is_not_named_on_the_agreement(house, imported, collaboration):
    collaboration_link_agreement(agreement=imported, collaboration=collaboration, actor=house.actor("office"))
    Collaboration.objects.update(status=Status.POTENTIAL)
    assert linked(house, imported) == []


def fallen(house) -> dict[str, list[tuple[str, bool]]]:
    """Return round → (reference, chosen) of its agreements, as the office sees it; "" for none."""
    plan = decision_rounds(house.actor("office"), TODAY)
    found = {line.name.sv: [(a.reference, a.chosen) for a in line.awaiting] for line in plan.ahead}
    return found | {"": [(a.reference, a.chosen) for a in plan.without]}


def test_what_waits_falls_in_the_round_chosen_else_in_the_next_that_takes_its_kind(house, requested):
    office = house.actor("office")
    other = agreement_request(
        kind="research", title="Forskning", partner_name="Någon", on=TODAY, actor=house.actor("researcher")
    )
    assert fallen(house) == {"": [(requested.reference, False), (other.reference, False)]}
    autumn = decision_round_open(
        name_sv="Höst", name_en="Autumn", closes_on=date(2027, 10, 1), kinds=("exchange",), actor=office
    )
    assert fallen(house) == {"Höst": [(requested.reference, False)], "": [(other.reference, False)]}
    decision_round_open(name_sv="Vår", name_en="Spring", closes_on=date(2027, 5, 1), actor=office)
    both = [(requested.reference, False), (other.reference, False)]
    assert fallen(house) == {"Vår": both, "Höst": [], "": []}
    agreement_update(agreement=requested, decision_round=autumn, actor=house.actor("coordinator"))
    assert fallen(house)["Höst"] == [(requested.reference, True)]
    decision_round_update(decision_round=autumn, closes_on=date(2026, 11, 1), actor=office)
    past = decision_rounds(office, TODAY).past
    assert [(line.name.sv, len(line.awaiting)) for line in past] == [("Höst", 1)]


def test_a_round_is_changed_whole_and_asks_for_its_names(house, requested):
    office = house.actor("office")
    spring = decision_round_open(
        name_sv="Vår", name_en="Spring", closes_on=date(2027, 5, 1), kinds=("research",), actor=office
    )
    decision_round_update(decision_round=spring, name_sv="Våren", kinds=(), actor=office)
    assert fallen(house) == {"Våren": [(requested.reference, False)], "": []}
    with pytest.raises(Refusal) as no:
        decision_round_update(decision_round=spring, name_en=" ", actor=office)
    assert no.value.code == "round_name_missing"
    with pytest.raises(Refusal) as no:
        decision_round_update(decision_round=spring, kinds=("nothing",), actor=office)
    assert no.value.code == "agreement_kind_unknown"


def test_the_reader_sees_rounds_but_no_draft_in_them_and_no_rules(house, requested):
    decision_round_open(
        name_sv="Vår", name_en="Spring", closes_on=date(2027, 5, 1), actor=house.actor("office")
    )
    plan = decision_rounds(house.actor("reader"), TODAY)
    assert [(line.name.sv, line.awaiting) for line in plan.ahead] == [("Vår", ())]
    assert decision_rounds(house.actor("administrator"), TODAY).ahead == ()
    request_route_set(
        coordinator=house.people["neighbour"],
        country="no",
        unit=house.units["abe"],
        actor=house.actor("office"),
    )
    assert request_routes(house.actor("reader")) == ()


def test_the_rules_stand_as_they_are_tried(house, partner):
    office = house.actor("office")
    who = house.people["neighbour"]
    request_route_set(coordinator=who, unit=house.units["abe"], actor=office)
    request_route_set(coordinator=who, unit=house.units["real"], actor=office)
    request_route_set(coordinator=who, country="NO", actor=office)
    request_route_set(coordinator=who, partner=partner, actor=office)
    shown = [(line.partner, line.country, line.unit) for line in request_routes(office)]
    assert [bool(p) for p, _c, _u in shown] == [True, False, False, False]
    assert shown[1][1] == "NO"
    assert [u.sv for _p, _c, u in shown[2:]] == ["Enhet real", "Enhet abe"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kinds: {x: {sv: X, en: X}}", "kinds.x.signs: Field required"),
        ("kinds: {x: {sv: X, en: X, signs: [{sv: R, en: P}], sings: 1}}", "kinds.x.sings: Extra inputs"),
        ("kinds: [", "expected"),
        (
            "kinds: {x: {sv: X, en: X, required: {soon: [title]}, signs: [{sv: R, en: P}]}}",
            "kinds.x.required.soon",
        ),
    ],
)
def test_a_mistake_in_the_own_file_of_kinds_is_said_with_its_place(tmp_path, text, said):
    path = tmp_path / "kinds.yaml"
    path.write_text(text)
    with pytest.raises(FileUnusableError, match="kinds.yaml") as no:
        kinds(str(path))
    assert said in str(no.value)


def test_the_own_file_replaces_the_kinds(tmp_path, settings, house, client):
    path = tmp_path / "kinds.yaml"
    path.write_text(
        "kinds: {letter: {sv: Avsiktsförklaring, en: Letter of intent, signs: [{sv: Rektor, en: P}]}}"
    )
    settings.AGREEMENT_KINDS = str(path)
    client.force_login(house.people["reader"])
    page = client.get("/settings/kinds/").content.decode()
    assert "Avsiktsförklaring" in page
    assert "Utbytesavtal" not in page

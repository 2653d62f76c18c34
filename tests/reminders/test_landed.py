"""Assignments notify at once: numbers and deadlines only, and never of one's own acts."""

from __future__ import annotations

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.many import agreements_assign
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.agreements.operations.steps import agreement_draft_start, review_open
from vidsyn.agreements.vocabulary import Level, ReviewArea
from vidsyn.people.actors import Actor

from .conftest import START, House


def requested(house: House, actor: Actor, **values: object) -> Agreement:
    unit = house.units["real"]
    return agreement_request(
        kind="memorandum",
        title="Hemligt avtal",
        partner_name="Den hemliga parten",
        unit=unit,
        actor=actor,
        **values,
    )


def told(mailoutbox) -> list[str]:
    return [letter.to[0].partition("@")[0] for letter in mailoutbox]


def test_a_request_is_told_to_the_coordinator_it_lands_with(house, mailoutbox):
    made = requested(house, house.actor("owner"))
    [letter] = mailoutbox
    assert letter.to == ["coordinator@example.org"]
    assert letter.subject == "1 avtal har kommit till dig"
    assert made.number in letter.body
    assert "avtal begärt" in letter.body
    assert "emlig" not in letter.body + letter.subject


def test_nobody_is_told_of_what_she_does_herself(house, mailoutbox):
    requested(house, house.actor("coordinator"))
    assert told(mailoutbox) == []


def test_a_sample_tells_nobody(house, mailoutbox):
    requested(house, house.actor("owner"), is_sample=True)
    assert told(mailoutbox) == []


def test_where_nobody_answers_for_the_unit_the_office_is_told(house, mailoutbox):
    house.people["coordinator"].assignments.all().delete()
    requested(house, house.actor("owner"))
    assert told(mailoutbox) == ["office"]


def test_each_reviewer_is_asked_once(house, mailoutbox):
    made = requested(house, house.actor("coordinator"))
    agreement_draft_start(agreement=made, actor=house.actor("coordinator"))
    terms = Terms(starts_on=START, open_ended=True, notice_months=3)
    agreement_update(agreement=made, level=Level.UNIT, terms=terms, actor=house.actor("coordinator"))
    review_open(
        agreement=made, areas=(ReviewArea.LAW,), reviewer_name="Juristen", actor=house.actor("coordinator")
    )
    assert told(mailoutbox) == []
    for reviewer in ("colleague", "owner"):
        review_open(
            agreement=made,
            areas=(ReviewArea.LAW, ReviewArea.FINANCE),
            reviewer=house.people[reviewer],
            actor=house.actor("coordinator"),
        )
    assert told(mailoutbox) == ["colleague", "owner"]
    assert "ditt yttrande" in mailoutbox[0].body


def test_many_that_change_owner_are_one_letter(house, mailoutbox):
    made = tuple(house.agreements([(f"DNR {n}", {"owner": "owner"}) for n in range(3)]))
    agreements_assign(agreements=made, owner=house.people["colleague"], actor=house.actor("coordinator"))
    assert told(mailoutbox) == ["colleague"]
    assert mailoutbox[0].subject == "3 avtal har kommit till dig"
    assert all(f"DNR {n}" in mailoutbox[0].body for n in range(3))


def test_an_import_sends_no_letters(house, mailoutbox):
    house.agreements([(f"DNR {n}", {"owner": "owner"}) for n in range(3)])
    assert told(mailoutbox) == []

"""Networks: members, representatives, financing, and reviews of membership."""

from datetime import date
from decimal import Decimal

import pytest

from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.models import Network
from vidsyn.partners.operations.network_people import (
    network_member_add,
    network_member_leave,
    network_member_update,
    network_representative_end,
    network_representative_name,
)
from vidsyn.partners.operations.network_plans import (
    network_phase_add,
    network_phase_update,
    network_review_decide,
    network_review_plan,
)
from vidsyn.partners.operations.networks import network_close, network_register, network_update
from vidsyn.partners.queries.networks import network_story
from vidsyn.partners.vocabulary import MemberRole, ReviewOutcome
from vidsyn.people.models import Person

TODAY = date(2026, 11, 22)


@pytest.fixture
def network(office) -> Network:
    return network_register(name_sv="Nordic Five Tech", acronym="N5T", website="n5t.org", actor=office)


def test_a_name_in_one_language_stands_for_both_until_the_other_is_given(office, network):
    assert network.name_en == "Nordic Five Tech"
    network_update(network=network, name_en="The Nordic Five", member_since=date(2006, 1, 1), actor=office)
    network.refresh_from_db()
    assert (network.name_sv, network.name_en) == ("Nordic Five Tech", "The Nordic Five")
    assert "the nordic five" in network.folded
    with pytest.raises(Refusal, match="network_name_missing"):
        network_update(network=network, name_sv="", name_en="", actor=office)
    with pytest.raises(Refusal, match="period_backwards"):
        network_update(network=network, member_until=date(2005, 1, 1), actor=office)


def test_a_member_joins_changes_role_and_leaves(office, register, network):
    partner = register("Aalto")
    member = network_member_add(network=network, partner=partner, starts_on=date(2006, 1, 1), actor=office)
    with pytest.raises(Refusal, match="membership_twice"):
        network_member_add(network=network, partner=partner, starts_on=date(2006, 1, 1), actor=office)
    network_member_update(membership=member, role=MemberRole.COORDINATOR, actor=office)
    with pytest.raises(Refusal, match="period_backwards"):
        network_member_leave(membership=member, on=date(2005, 1, 1), actor=office)
    network_member_leave(membership=member, on=date(2026, 6, 30), actor=office)
    story = network_story(office, network.reference, on=TODAY)
    assert (story.members, story.past_members[0].role) == ([], "coordinator")


def test_representatives_have_a_time(office, network):
    person = Person.objects.create(email="a@example.org", name="Företrädare Ett")
    by_account = network_representative_name(network=network, person=person, role="styrelse", actor=office)
    network_representative_name(network=network, name="Företrädare Två", actor=office)
    with pytest.raises(Refusal, match="representative_missing"):
        network_representative_name(network=network, actor=office)
    network_representative_end(representative=by_account, on=date(2026, 1, 1), actor=office)
    story = network_story(office, network.reference, on=TODAY)
    assert [str(r) for r in story.representatives] == ["Företrädare Två"]
    assert [str(r) for r in story.past_representatives] == ["Företrädare Ett"]
    named = HistoryEntry.objects.filter(fact="network.representative_named")
    assert {tuple(entry.personal) for entry in named} == {("name",)}


def test_financing_phases_have_dates_an_amount_and_a_funder(office, register, network):
    funder = register("Finansiär")
    phase = network_phase_add(
        network=network, name="Fas 1", starts_on=date(2024, 1, 1), amount=Decimal("100000"), currency="eur",
        funder=funder, actor=office,
    )  # fmt: skip
    assert phase.currency == "EUR"
    network_phase_update(phase=phase, ends_on=date(2027, 12, 31), actor=office)
    entry = HistoryEntry.objects.get(fact="network.phase_updated")
    assert (entry.before, entry.after) == ({"ends_on": None}, {"ends_on": "2027-12-31"})
    for wrong in (
        {"amount": Decimal(-1)},
        {"currency": "euro"},
        {"name": " "},
        {"ends_on": date(2023, 1, 1)},
    ):
        with pytest.raises(Refusal):
            network_phase_update(phase=phase, actor=office, **wrong)


def test_one_review_is_open_at_a_time_and_its_answer_is_final(office, network):
    review = network_review_plan(network=network, due_on=date(2027, 1, 1), question="Stanna?", actor=office)
    moved = network_review_plan(network=network, due_on=date(2027, 3, 1), actor=office)
    assert (moved.pk, moved.question) == (review.pk, "Stanna?")
    decided = {"outcome": ReviewOutcome.LEAVE, "decided_on": TODAY, "decided_by": "rektor", "actor": office}
    with pytest.raises(Refusal, match="reason_required"):
        network_review_decide(review=review, reason="", **decided)
    network_review_decide(review=review, reason="för dyrt", **decided)
    with pytest.raises(Refusal, match="review_decided"):
        network_review_decide(review=review, reason="ångrar", **decided)


def test_a_closed_network_is_not_changed(office, network):
    network_close(network=network, reason="upphörde", on=TODAY, actor=office)
    with pytest.raises(Refusal, match="network_closed"):
        network_member_add(network=network, actor=office)

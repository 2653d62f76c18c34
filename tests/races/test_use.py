"""What is named while somebody takes it away: the one is refused, or the other sees it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from tests.races import making

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.parties import party_add
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.vocabulary import Purpose
from vidsyn.partners.models import Network, Partner, declared_relations
from vidsyn.partners.operations.contacts import partner_contact_add
from vidsyn.partners.operations.merging import partner_merge
from vidsyn.partners.operations.network_people import network_member_add
from vidsyn.partners.operations.networks import network_register
from vidsyn.partners.operations.notes import partner_note_add
from vidsyn.partners.operations.partners import partner_parent_set
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.operations.closing import person_deactivate
from vidsyn.people.operations.roles import role_give
from vidsyn.people.operations.units import unit_close, unit_create
from vidsyn.people.vocabulary import Role, UnitKind

Act = Callable[[], Any]


def partners_in_use() -> dict[str, str]:
    office = local_operator()
    network = network_register(name_sv=uuid4().hex, name_en=uuid4().hex, actor=office)
    return {
        "merged": str(making.partner().pk),
        "kept": str(making.partner().pk),
        "other": str(making.partner().pk),
        "unit": str(making.unit().pk),
        "network": str(network.pk),
        "agreement": str(making.framework().pk),
    }


def into(merged: str, kept: str) -> Act:
    named = Partner.objects.get
    return partial(partner_merge, merged=named(pk=merged), kept=named(pk=kept), actor=local_operator())


def as_party(merged: str, agreement: str) -> Act:
    agreement_named = Agreement.objects.get(pk=agreement)
    partner = Partner.objects.get(pk=merged)
    return partial(party_add, agreement=agreement_named, partner=partner, actor=local_operator())


def as_request(merged: str, unit: str) -> Act:
    partner, asking = Partner.objects.get(pk=merged), Unit.objects.get(pk=unit)
    return partial(
        agreement_request, kind="memorandum", title="T", partner=partner, unit=asking, actor=local_operator()
    )


def as_collaboration(merged: str, unit: str) -> Act:
    partner, leading = Partner.objects.get(pk=merged), Unit.objects.get(pk=unit)
    return partial(
        collaboration_register,
        title="T",
        purposes=(Purpose.CAPACITY,),
        partner=partner,
        unit=leading,
        actor=local_operator(),
    )


def as_member(merged: str, network: str) -> Act:
    partner, joined = Partner.objects.get(pk=merged), Network.objects.get(pk=network)
    return partial(network_member_add, network=joined, partner=partner, actor=local_operator())


def with_contact(merged: str, _other: str) -> Act:
    partner = Partner.objects.get(pk=merged)
    return partial(partner_contact_add, partner=partner, name="N", actor=local_operator())


def with_note(merged: str, _other: str) -> Act:
    partner = Partner.objects.get(pk=merged)
    return partial(partner_note_add, partner=partner, text="N", actor=local_operator())


def as_parent(merged: str, other: str) -> Act:
    child, above = Partner.objects.get(pk=other), Partner.objects.get(pk=merged)
    return partial(partner_parent_set, partner=child, parent=above, actor=local_operator())


def nothing_left_behind(merged: str, outcomes: list[str], **_others: str) -> None:
    assert Partner.objects.get(pk=merged).merged_into_id is not None
    for relation in declared_relations():
        if relation.moves and not relation.alone:
            rows = relation.model._base_manager.filter(**{relation.field: merged})
            assert not rows.exists(), f"{relation.model.__name__}.{relation.field} is left behind: {outcomes}"


USES = {
    "party": (as_party, "agreement"),
    "request": (as_request, "unit"),
    "collaboration": (as_collaboration, "unit"),
    "member": (as_member, "network"),
    "contact": (with_contact, "other"),
    "note": (with_note, "other"),
    "parent": (as_parent, "other"),
}


@pytest.mark.parametrize("use", USES)
def test_a_partner_is_used_while_it_is_merged(arena, rounds, use):
    act, beside = USES[use]
    acts = [(into, "merged", "kept"), (act, "merged", beside)]
    ends = arena.race(prepare=partners_in_use, acts=acts, holds=nothing_left_behind, rounds=rounds)
    assert {merge for merge, _use in ends} == {"done"}
    assert {used for _merge, used in ends} <= {"done", "refused partner_merged"}


def a_unit() -> dict[str, str]:
    return {"unit": str(making.unit().pk)}


def closed(unit: str) -> Act:
    return partial(unit_close, unit=Unit.objects.get(pk=unit), actor=local_operator())


def with_part(unit: str) -> Act:
    code = f"u{uuid4().hex[:12]}"
    above, kind = Unit.objects.get(pk=unit), UnitKind.DEPARTMENT
    return partial(
        unit_create, code=code, name_sv=code, name_en=code, kind=kind, parent=above, actor=local_operator()
    )


def no_open_part_of_a_closed_one(unit: str, outcomes: list[str]) -> None:
    found = Unit.objects.get(pk=unit)
    assert found.active or not found.children.filter(active=True).exists(), outcomes


def test_a_unit_gets_a_part_while_it_is_closed(arena, rounds):
    acts = [(closed, "unit"), (with_part, "unit")]
    arena.race(prepare=a_unit, acts=acts, holds=no_open_part_of_a_closed_one, rounds=rounds)


def moved(unit: str, above: str) -> Act:
    from vidsyn.people.operations.units import unit_move

    named = Unit.objects.get
    return partial(unit_move, unit=named(pk=unit), parent=named(pk=above), actor=local_operator())


def two_units_and_a_part() -> dict[str, str]:
    top = making.unit()
    return {"top": str(top.pk), "part": str(making.unit(top).pk), "other": str(making.unit().pk)}


def paths_hold(top: str, part: str, other: str, outcomes: list[str]) -> None:
    for unit in Unit.objects.filter(parent__in=(top, part, other)).select_related("parent"):
        assert unit.path == f"{unit.parent.path}{unit.code}/", outcomes


def test_a_unit_is_made_under_one_whose_top_moves(arena, rounds):
    acts = [(moved, "top", "other"), (with_part, "part")]
    arena.race(prepare=two_units_and_a_part, acts=acts, holds=paths_hold, rounds=rounds)


def somebody() -> dict[str, str]:
    return {"person": str(making.person().pk)}


def leaves(person: str) -> Act:
    return partial(person_deactivate, person=Person.objects.get(pk=person), actor=local_operator())


def made_reader(person: str) -> Act:
    given = Person.objects.get(pk=person)
    return partial(role_give, person=given, role=Role.READER, actor=local_operator())


def whoever_left_holds_nothing_new(person: str, outcomes: list[str]) -> None:
    held = RoleAssignment.objects.filter(person=person).count()
    assert held == (outcomes[1] == "done")
    assert outcomes[0] == "done"
    assert outcomes[1] in {"done", "refused person_has_left"}


def test_a_role_is_given_while_the_account_is_closed(arena, rounds):
    acts = [(leaves, "person"), (made_reader, "person")]
    arena.race(prepare=somebody, acts=acts, holds=whoever_left_holds_nothing_new, rounds=rounds)

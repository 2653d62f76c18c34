"""Agreements and collaborations of a partner are found by its present and former names."""

from __future__ import annotations

import pytest

from vidsyn.acts.operations import REGISTRY, operation
from vidsyn.acts.reactions import REACTIONS, reaction
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.requesting import agreement_request
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.partners import collaboration_link_partner
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.vocabulary import Purpose
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.logic.entries import NameEntry
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.bulk import PartnerChange, partner_update_many
from vidsyn.partners.operations.merging import partner_merge, partner_unmerge
from vidsyn.partners.operations.names import partner_name_add, partner_name_remove, partner_name_update
from vidsyn.partners.operations.partners import partner_register, partner_update
from vidsyn.partners.vocabulary import NameKind
from vidsyn.people.actors import Actor, local_operator
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import UnitKind
from vidsyn.register.queries.search import search_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> Actor:
    return local_operator()


def registered(name: str, actor: Actor) -> Partner:
    return partner_register(name=name, language="sv", despite_likeness=True, actor=actor)


@pytest.fixture
def partner(actor) -> Partner:
    """A partner with an agreement and a collaboration."""
    made = registered("Hårstads högskola", actor)
    take_part(made, actor)
    return made


def take_part(partner: Partner, actor: Actor) -> None:
    unit, _made = Unit.objects.get_or_create(
        path="u/", defaults={"code": "u", "name_sv": "U", "name_en": "U", "kind": UnitKind.UNIVERSITY}
    )
    agreement_request(kind="exchange", title="Utbyte", partner=partner, unit=unit, actor=actor)
    collaboration = collaboration_register(
        title="Broar", partner_name="som skrivet", purposes=(Purpose.EXCELLENCE,), unit=unit, actor=actor
    )
    collaboration_link_partner(
        collaboration_partner=collaboration.partners.get(), partner=partner, actor=actor
    )


def found(text: str, actor: Actor) -> list[str]:
    return sorted(hit.kind for hit in search_everything(actor, text) if hit.kind != "partner")


BOTH = ["agreement", "collaboration"]


def test_a_renamed_partner_is_found_by_its_new_name_and_its_former_one(partner, actor):
    old = partner.names.get()
    partner_name_update(name=old, kind=NameKind.FORMER, actor=actor)
    partner_name_add(partner=partner, name="Nordhavets universitet", language="sv", actor=actor)
    assert Partner.objects.get().name_sv == "Nordhavets universitet"
    assert found("nordhavet", actor) == BOTH
    assert found("harstad", actor) == BOTH


def test_a_name_that_was_never_right_finds_nothing_more(partner, actor):
    wrong = partner_name_add(partner=partner, name="Felstavat", language="en", actor=actor)
    assert found("felstavat", actor) == BOTH
    partner_name_remove(name=wrong, actor=actor)
    assert found("felstavat", actor) == []


def test_a_merge_and_its_undoing_are_followed(partner, actor):
    kept = registered("Institute of Tides", actor)
    merge = partner_merge(kept=kept, merged=partner, reason="samma", actor=actor)
    assert found("tides", actor) == found("harstad", actor) == BOTH
    partner_unmerge(merge=merge, reason="inte samma", actor=actor)
    assert found("tides", actor) == []
    assert found("harstad", actor) == BOTH


def test_names_that_came_with_a_list_are_followed(partner, actor):
    change = PartnerChange(partner=partner, names=(NameEntry("Havsuniversitetet", "sv", NameKind.OTHER),))
    partner_update_many(changes=[change], actor=actor)
    assert found("havsuniversitetet", actor) == BOTH


def test_the_words_are_derived_no_version_moves_on(partner, actor):
    versions = Agreement.objects.get().version, Collaboration.objects.get().version
    partner_name_add(partner=partner, name="Nordhavet", language="en", actor=actor)
    assert (Agreement.objects.get().version, Collaboration.objects.get().version) == versions


def test_many_agreements_cost_few_statements(partner, actor, django_assert_max_num_queries):
    for _number in range(4):
        take_part(partner, actor)
    with django_assert_max_num_queries(26):
        partner_name_add(partner=partner, name="Nordhavet", language="en", actor=actor)
    assert Agreement.objects.filter(search__contains="nordhavet").count() == 5


@pytest.fixture
def declared():
    reactions, operations = list(REACTIONS), dict(REGISTRY)
    yield
    REACTIONS[:] = reactions
    REGISTRY.clear()
    REGISTRY.update(operations)


def test_a_reaction_is_told_once_for_the_whole_act_and_not_of_what_was_undone(declared, partner, actor):
    told: list[list[str]] = []
    reaction("partner.updated", "partner.name_added")(lambda entries: told.append([e.fact for e in entries]))

    @operation(records=["partner.updated"])
    def rename_and_move(*, partner: Partner, actor: Actor) -> None:
        partner_name_add(partner=partner, name="Ett till", actor=actor)
        with pytest.raises(Refusal):
            partner_name_add(partner=partner, name="Ett till", actor=actor)
        partner_update(partner=partner, city="Hårstad", actor=actor)

    rename_and_move(partner=partner, actor=actor)
    assert told == [["partner.name_added", "partner.updated"]]


def test_a_reaction_that_fails_undoes_the_act(declared, partner, actor):
    def fail(_entries: object) -> None:
        raise ZeroDivisionError

    reaction("partner.updated")(fail)
    with pytest.raises(ZeroDivisionError):
        partner_update(partner=partner, city="Hårstad", actor=actor)
    assert Partner.objects.get().city == ""

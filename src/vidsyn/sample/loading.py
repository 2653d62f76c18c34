"""Load the sample register as one act, through the same operations that people use."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from vidsyn.history.recording import correlated
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import Actor
from vidsyn.people.queries.persons import person_list
from vidsyn.people.queries.units import unit_list
from vidsyn.sample.agreements import Register, agreements_load
from vidsyn.sample.collaborations import collaborations_load
from vidsyn.sample.ground import networks_load, partners_load, people_load, units_load
from vidsyn.sample.routines import rounds_load, routes_load


def is_empty(actor: Actor) -> bool:
    """Check that the register has no unit yet, the university's own or the sample's."""
    return not unit_list(actor, closed=True).exists()


def sample_load(*, actor: Actor, on: date) -> None:
    """Fill an empty register with the sample; offsets in its dates count from `on`.

    All or nothing. Raises the refusal `register_not_empty` where the register has content: the sample never mixes
    with a university's own register.
    """
    if not is_empty(actor):
        raise Refusal("register_not_empty", kind=RefusalKind.STATE)
    with transaction.atomic(), correlated():
        units_load(actor)
        people_load(actor)
        partners = partners_load(actor)
        networks_load(partners, actor, on)
        units = {unit.code: unit for unit in unit_list(actor)}
        collaborations_load(partners, units, actor, on)
        people = {person.email: person for person in person_list(actor, inactive=True)}
        rounds_load(actor, on)
        routes_load(units, people, actor)
        agreements_load(Register(partners, units, people), actor, on)

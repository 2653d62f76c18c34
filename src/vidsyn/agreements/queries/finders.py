"""Find one object by id, reference or register number."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from vidsyn.acts.lookup import find, finder
from vidsyn.agreements import access
from vidsyn.agreements.models import (
    Agreement,
    AgreementDocument,
    Amendment,
    ContactPerson,
    DecisionRound,
    ExchangePlaces,
    Notice,
    Obligation,
    Party,
    RequestRoute,
    ReviewOpinion,
    SteeringMember,
)
from vidsyn.kernel.ids import read_reference
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.sql.statements import asked

M = TypeVar("M", bound=Model)


@finder(Agreement)
def agreement_find(viewer: Actor, name: str) -> Agreement | None:
    """Find by id, reference, or unambiguous register number, if the viewer may see it."""
    return agreement_called(viewer, name)


def _with_unit(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    return rows.select_related("unit", "owner")


def agreement_called(
    viewer: Actor, name: str, shaped: Callable[[QuerySet[Agreement]], QuerySet[Agreement]] = _with_unit
) -> Agreement | None:
    """The same, with the related rows that `shaped` adds to the query."""
    reference = read_reference(name)
    if reference is not None and reference.startswith("A-"):
        found = asked(_called, viewer, shaped, reference=reference)
    elif (key := _uuid(name)) is not None:
        found = asked(_called, viewer, shaped, pk=key)
    else:
        found = asked(_called, viewer, shaped, register_number=name) if name else []
    return found[0] if len(found) == 1 else None


def _called(
    viewer: Actor,
    shaped: Callable[[QuerySet[Agreement]], QuerySet[Agreement]],
    **name: uuid.UUID | str,
) -> QuerySet[Agreement]:
    return shaped(Agreement.objects.filter(access.visible_to(viewer), **name))[:2]


@finder(Party)
def party_find(viewer: Actor, name: str) -> Party | None:
    """Find by id, if the viewer may see its agreement."""
    rows = Party.objects.filter(_of_visible(viewer), removed_at=None)
    return _by_id(rows.select_related("agreement__unit", "partner"), name)


@finder(ReviewOpinion)
def opinion_find(viewer: Actor, name: str) -> ReviewOpinion | None:
    """Find by id, if the viewer may see its agreement."""
    return _by_id(ReviewOpinion.objects.filter(_of_visible(viewer)).select_related("agreement__unit"), name)


@finder(Notice)
def notice_find(viewer: Actor, name: str) -> Notice | None:
    """Find by id, if the viewer may see its agreement."""
    return _by_id(Notice.objects.filter(_of_visible(viewer)).select_related("agreement__unit"), name)


@finder(Amendment)
def amendment_find(viewer: Actor, name: str) -> Amendment | None:
    """Find by id, if the viewer may see its agreement."""
    return _by_id(Amendment.objects.filter(_of_visible(viewer)).select_related("agreement__unit"), name)


@finder(Obligation)
def obligation_find(viewer: Actor, name: str) -> Obligation | None:
    """Find by id, if the viewer may see its agreement."""
    return _by_id(Obligation.objects.filter(_of_visible(viewer)).select_related("agreement__unit"), name)


@finder(ExchangePlaces)
def places_find(viewer: Actor, name: str) -> ExchangePlaces | None:
    """Find by id, if the viewer may see its agreement."""
    rows = ExchangePlaces.objects.filter(_of_visible(viewer), removed_at=None)
    return _by_id(rows.select_related("agreement__unit"), name)


@finder(ContactPerson)
def contact_person_find(viewer: Actor, name: str) -> ContactPerson | None:
    """Find by id, if the viewer sees inside its agreement."""
    rows = ContactPerson.objects.filter(_of_inside(viewer), erased_at=None)
    return _by_id(rows.select_related("agreement__unit"), name)


@finder(SteeringMember)
def steering_member_find(viewer: Actor, name: str) -> SteeringMember | None:
    """Find by id, if the viewer may see its agreement."""
    visible = Agreement.objects.filter(access.visible_to(viewer))
    rows = SteeringMember.objects.filter(party__agreement__in=visible.values("pk"))
    return _by_id(rows.select_related("party__agreement__unit"), name)


@finder(AgreementDocument)
def document_find(viewer: Actor, name: str) -> AgreementDocument | None:
    """Find by id, if the viewer sees inside its agreement."""
    rows = AgreementDocument.objects.filter(_of_inside(viewer), removed_at=None)
    return _by_id(rows.select_related("agreement__unit"), name)


@finder(DecisionRound)
def decision_round_find(viewer: Actor, name: str) -> DecisionRound | None:
    """Find by id, among those not removed."""
    return _by_id(DecisionRound.objects.filter(rights.readable(viewer), removed_at=None), name)


@finder(RequestRoute)
def request_route_find(viewer: Actor, name: str) -> RequestRoute | None:
    """Find by id, for the office only."""
    if not viewer.is_office:
        return None
    return _by_id(RequestRoute.objects.filter(removed_at=None), name)


def _of_visible(viewer: Actor) -> Q:
    return Q(agreement__in=Agreement.objects.filter(access.visible_to(viewer)).values("pk"))


def _of_inside(viewer: Actor) -> Q:
    seen = Agreement.objects.filter(access.visible_to(viewer), access.inside(viewer))
    return Q(agreement__in=seen.values("pk"))


def _by_id(rows: QuerySet[M], name: str) -> M | None:
    key = _uuid(name)
    return rows.filter(pk=key).first() if key is not None else None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def agreement_named(viewer: Actor, name: str) -> Agreement:
    """Return the agreement. Refuses `not_found`."""
    return find(Agreement, viewer, name)


def party_named(viewer: Actor, name: str) -> Party:
    """Return the party. Refuses `not_found`."""
    return find(Party, viewer, name)


def opinion_named(viewer: Actor, name: str) -> ReviewOpinion:
    """Return the opinion. Refuses `not_found`."""
    return find(ReviewOpinion, viewer, name)


def places_named(viewer: Actor, name: str) -> ExchangePlaces:
    """Return the places. Refuses `not_found`."""
    return find(ExchangePlaces, viewer, name)


def document_named(viewer: Actor, name: str) -> AgreementDocument:
    """Return the version of a document. Refuses `not_found`."""
    return find(AgreementDocument, viewer, name)


def decision_round_named(viewer: Actor, name: str) -> DecisionRound:
    """Return the round. Refuses `not_found`."""
    return find(DecisionRound, viewer, name)


def request_route_named(viewer: Actor, name: str) -> RequestRoute:
    """Return the routing rule. Refuses `not_found`."""
    return find(RequestRoute, viewer, name)

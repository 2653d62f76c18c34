"""Find one object by id, reference or register number."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from vidsyn.acts.lookup import findable, finder, named
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
from vidsyn.kernel.ids import read_id, read_reference
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
    elif (key := read_id(name)) is not None:
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


def _of_visible(viewer: Actor) -> Q:
    return Q(agreement__in=Agreement.objects.filter(access.visible_to(viewer)).values("pk"))


def _of_inside(viewer: Actor) -> Q:
    seen = Agreement.objects.filter(access.visible_to(viewer), access.inside(viewer))
    return Q(agreement__in=seen.values("pk"))


def _rows(model: type[M]) -> QuerySet[M]:
    return model._default_manager.select_related("agreement__unit")


def _steering_members(viewer: Actor) -> QuerySet[SteeringMember]:
    visible = Agreement.objects.filter(access.visible_to(viewer))
    rows = SteeringMember.objects.filter(party__agreement__in=visible.values("pk"))
    return rows.select_related("party__agreement__unit")


def _routes(viewer: Actor) -> QuerySet[RequestRoute]:
    """Those not removed, for the office only."""
    return RequestRoute.objects.filter(removed_at=None) if viewer.is_office else RequestRoute.objects.none()


# Parts are found by whoever sees their agreement, or sees inside it.
findable(ReviewOpinion, lambda v: _rows(ReviewOpinion).filter(_of_visible(v)))
findable(Notice, lambda v: _rows(Notice).filter(_of_visible(v)))
findable(Amendment, lambda v: _rows(Amendment).filter(_of_visible(v)))
findable(Obligation, lambda v: _rows(Obligation).filter(_of_visible(v)))
findable(ExchangePlaces, lambda v: _rows(ExchangePlaces).filter(_of_visible(v), removed_at=None))
findable(Party, lambda v: _rows(Party).filter(_of_visible(v), removed_at=None).select_related("partner"))
findable(ContactPerson, lambda v: _rows(ContactPerson).filter(_of_inside(v), erased_at=None))
findable(AgreementDocument, lambda v: _rows(AgreementDocument).filter(_of_inside(v), removed_at=None))
findable(SteeringMember, _steering_members)
findable(DecisionRound, lambda v: DecisionRound.objects.filter(rights.readable(v), removed_at=None))
findable(RequestRoute, _routes)

agreement_named = named(Agreement)
party_named = named(Party)
opinion_named = named(ReviewOpinion)
places_named = named(ExchangePlaces)
document_named = named(AgreementDocument)
decision_round_named = named(DecisionRound)
request_route_named = named(RequestRoute)

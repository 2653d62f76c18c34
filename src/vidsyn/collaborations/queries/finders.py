"""Find one object by id or reference."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from vidsyn.acts.lookup import find, finder
from vidsyn.collaborations import access
from vidsyn.collaborations.models import Activity, Collaboration, CollaborationPartner, Responsible
from vidsyn.kernel.ids import read_reference
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor
from vidsyn.sql.statements import asked

M = TypeVar("M", bound=Model)


@finder(Collaboration)
def collaboration_find(viewer: Actor, name: str) -> Collaboration | None:
    """Find by id or reference, if the viewer may see it."""
    reference = read_reference(name)
    if reference is not None:
        found = asked(_called, viewer, reference=reference)
    else:
        key = _uuid(name)
        found = asked(_called, viewer, pk=key) if key else []
    return found[0] if found else None


def _called(viewer: Actor, **name: uuid.UUID | str) -> QuerySet[Collaboration]:
    rows = Collaboration.objects.filter(access.visible_to(viewer), **name)
    return rows.select_related("lead_unit", "owner")


@finder(Activity)
def activity_find(viewer: Actor, name: str) -> Activity | None:
    """Find by id or reference, if the viewer may see its collaboration."""
    rows = Activity.objects.filter(voided_at=None).filter(_of_visible(viewer))
    return named(rows.select_related("collaboration"), name)


@finder(CollaborationPartner)
def collaboration_partner_find(viewer: Actor, name: str) -> CollaborationPartner | None:
    """Find by id, if the viewer may see its collaboration."""
    rows = CollaborationPartner.objects.filter(_of_visible(viewer)).select_related("collaboration", "partner")
    return named(rows, name)


@finder(Responsible)
def responsible_find(viewer: Actor, name: str) -> Responsible | None:
    """Find by id, if the viewer may see its collaboration."""
    rows = Responsible.objects.filter(_of_visible(viewer)).select_related(
        "collaboration", "person", "partner"
    )
    return named(rows, name)


def partner_named(viewer: Actor, name: str) -> Partner:
    """Return the partner with this id or reference. Refuses `not_found`, as do the functions below."""
    return find(Partner, viewer, name)


def collaboration_named(viewer: Actor, name: str) -> Collaboration:
    """Return the collaboration."""
    return find(Collaboration, viewer, name)


def collaboration_partner_named(viewer: Actor, name: str) -> CollaborationPartner:
    """Return the partner in a collaboration."""
    return find(CollaborationPartner, viewer, name)


def _of_visible(viewer: Actor) -> Q:
    visible = Collaboration.objects.filter(access.visible_to(viewer))
    return Q(collaboration__in=visible.values("pk"))


def named(rows: QuerySet[M], name: str) -> M | None:
    """Return the row with this id or reference."""
    reference = read_reference(name)
    if reference is not None and hasattr(rows.model, "reference"):
        return rows.filter(reference=reference).first()
    key = _uuid(name)
    return rows.filter(pk=key).first() if key else None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

"""Find one object by id or reference."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet

from vidsyn.acts.lookup import findable, finder, named
from vidsyn.collaborations import access
from vidsyn.collaborations.models import Activity, Collaboration, CollaborationPartner, Responsible
from vidsyn.kernel.ids import read_id, read_reference
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor
from vidsyn.sql.statements import asked


@finder(Collaboration)
def collaboration_find(viewer: Actor, name: str) -> Collaboration | None:
    """Find by id or reference, if the viewer may see it."""
    reference = read_reference(name)
    if reference is not None:
        found = asked(_called, viewer, reference=reference)
    else:
        key = read_id(name)
        found = asked(_called, viewer, pk=key) if key else []
    return found[0] if found else None


def _called(viewer: Actor, **name: uuid.UUID | str) -> QuerySet[Collaboration]:
    rows = Collaboration.objects.filter(access.visible_to(viewer), **name)
    return rows.select_related("lead_unit", "owner")


def _of_visible(viewer: Actor) -> Q:
    visible = Collaboration.objects.filter(access.visible_to(viewer))
    return Q(collaboration__in=visible.values("pk"))


def _activities(viewer: Actor) -> QuerySet[Activity]:
    return Activity.objects.filter(_of_visible(viewer), voided_at=None).select_related("collaboration")


def _partners(viewer: Actor) -> QuerySet[CollaborationPartner]:
    rows = CollaborationPartner.objects.filter(_of_visible(viewer))
    return rows.select_related("collaboration", "partner")


def _responsibles(viewer: Actor) -> QuerySet[Responsible]:
    rows = Responsible.objects.filter(_of_visible(viewer))
    return rows.select_related("collaboration", "person", "partner")


findable(Activity, _activities)
findable(CollaborationPartner, _partners)
findable(Responsible, _responsibles)

partner_named = named(Partner)
collaboration_named = named(Collaboration)
collaboration_partner_named = named(CollaborationPartner)

"""Find one object of the room by id or reference, among those the viewer may see."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from vidsyn.acts.lookup import find, finder
from vidsyn.kernel.ids import read_reference
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners import access
from vidsyn.partners.logic.identifiers import ror_id
from vidsyn.partners.models import (
    Contact,
    Network,
    NetworkMembership,
    NetworkPhase,
    NetworkRepresentative,
    NetworkReview,
    Partner,
    PartnerMerge,
    PartnerName,
    PartnerNote,
)
from vidsyn.partners.models.partners import PartnerQuerySet
from vidsyn.people.actors import Actor
from vidsyn.sql.statements import asked

M = TypeVar("M", bound=Model)


@finder(Partner)
def partner_find(viewer: Actor, name: str) -> Partner | None:
    """Find by id, reference or ROR id; prefers the active partner where a closed or merged one has the same ROR id."""
    reference = read_reference(name)
    if reference:
        return next(iter(asked(_called, viewer, reference=reference)), None)
    seen = _called(viewer)
    try:
        ror = ror_id(name)
    except Refusal:
        return _by_id(seen, name)
    return seen.listed().filter(ror=ror).order_by("-active").first() if ror else None


def _called(viewer: Actor, **name: str) -> PartnerQuerySet:
    seen = Partner.objects.filter(access.visible_to(viewer), **name)
    return seen.select_related("parent", "successor", "merged_into", "extra_unit")


@finder(Network)
def network_find(viewer: Actor, name: str) -> Network | None:
    """Find by id or reference."""
    seen = Network.objects.filter(access.visible_to(viewer))
    reference = read_reference(name)
    return seen.filter(reference=reference).first() if reference else _by_id(seen, name)


@finder(PartnerNote)
def note_find(viewer: Actor, name: str) -> PartnerNote | None:
    """Find by id, among the notes the viewer may see."""
    return _by_id(PartnerNote.objects.filter(access.notes_visible_to(viewer), removed_at=None), name)


@finder(PartnerName)
def partner_name_find(viewer: Actor, name: str) -> PartnerName | None:
    """Find by id."""
    return _by_id(PartnerName.objects.filter(access.visible_to(viewer)), name)


@finder(Contact)
def contact_find(viewer: Actor, name: str) -> Contact | None:
    """Find by id."""
    return _by_id(Contact.objects.filter(access.visible_to(viewer)), name)


@finder(PartnerMerge)
def merge_find(viewer: Actor, name: str) -> PartnerMerge | None:
    """Find by id."""
    return _by_id(PartnerMerge.objects.filter(access.visible_to(viewer)), name)


@finder(NetworkMembership)
def membership_find(viewer: Actor, name: str) -> NetworkMembership | None:
    """Find by id."""
    return _by_id(NetworkMembership.objects.filter(access.visible_to(viewer)), name)


@finder(NetworkRepresentative)
def representative_find(viewer: Actor, name: str) -> NetworkRepresentative | None:
    """Find by id."""
    return _by_id(NetworkRepresentative.objects.filter(access.visible_to(viewer)), name)


@finder(NetworkPhase)
def phase_find(viewer: Actor, name: str) -> NetworkPhase | None:
    """Find by id."""
    return _by_id(NetworkPhase.objects.filter(access.visible_to(viewer)), name)


@finder(NetworkReview)
def review_find(viewer: Actor, name: str) -> NetworkReview | None:
    """Find by id."""
    return _by_id(NetworkReview.objects.filter(access.visible_to(viewer)), name)


def partner_named(viewer: Actor, name: str) -> Partner:
    """Return the partner with this id, reference or ROR id. Refuses `not_found`."""
    return find(Partner, viewer, name)


def partner_name_named(viewer: Actor, name: str) -> PartnerName:
    """Return one of a partner's names by its id. Refuses `not_found`."""
    return find(PartnerName, viewer, name)


def contact_named(viewer: Actor, name: str) -> Contact:
    """Return the contact with this id. Refuses `not_found`."""
    return find(Contact, viewer, name)


def note_named(viewer: Actor, name: str) -> PartnerNote:
    """Return the note with this id, if the viewer may see it. Refuses `not_found`."""
    return find(PartnerNote, viewer, name)


def merge_named(viewer: Actor, name: str) -> PartnerMerge:
    """Return the merge with this id. Refuses `not_found`."""
    return find(PartnerMerge, viewer, name)


def network_named(viewer: Actor, name: str) -> Network:
    """Return the network with this id or reference. Refuses `not_found`."""
    return find(Network, viewer, name)


def membership_named(viewer: Actor, name: str) -> NetworkMembership:
    """Return the membership with this id. Refuses `not_found`."""
    return find(NetworkMembership, viewer, name)


def representative_named(viewer: Actor, name: str) -> NetworkRepresentative:
    """Return the representative with this id. Refuses `not_found`."""
    return find(NetworkRepresentative, viewer, name)


def phase_named(viewer: Actor, name: str) -> NetworkPhase:
    """Return the financing phase with this id. Refuses `not_found`."""
    return find(NetworkPhase, viewer, name)


def review_named(viewer: Actor, name: str) -> NetworkReview:
    """Return the review with this id. Refuses `not_found`."""
    return find(NetworkReview, viewer, name)


def _by_id(rows: QuerySet[M], name: str) -> M | None:
    try:
        return rows.filter(pk=UUID(name)).first()
    except ValueError:
        return None

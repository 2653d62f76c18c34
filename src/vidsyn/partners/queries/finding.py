"""Find one object of the room by id or reference, among those the viewer may see."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from vidsyn.acts.lookup import by_id_or_reference, findable, finder, named
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
        return by_id_or_reference(seen, name)
    return seen.listed().filter(ror=ror).order_by("-active").first() if ror else None


def _called(viewer: Actor, **name: str) -> PartnerQuerySet:
    seen = Partner.objects.filter(access.visible_to(viewer), **name)
    return seen.select_related("parent", "successor", "merged_into", "extra_unit")


def _shown(model: type[M]) -> None:
    findable(model, lambda viewer: model._default_manager.filter(access.visible_to(viewer)))


_shown(Network)
_shown(PartnerName)
_shown(Contact)
_shown(PartnerMerge)
_shown(NetworkMembership)
_shown(NetworkRepresentative)
_shown(NetworkPhase)
_shown(NetworkReview)
findable(PartnerNote, lambda v: PartnerNote.objects.filter(access.notes_visible_to(v), removed_at=None))

partner_named = named(Partner)
partner_name_named = named(PartnerName)
contact_named = named(Contact)
note_named = named(PartnerNote)
merge_named = named(PartnerMerge)
network_named = named(Network)
membership_named = named(NetworkMembership)
representative_named = named(NetworkRepresentative)
phase_named = named(NetworkPhase)
review_named = named(NetworkReview)

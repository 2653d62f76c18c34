"""Who may see and change which agreement.

Until all parties have signed, an agreement is a draft: its units, the office, and the people it concerns
(requester, owner, reviewers, deciders) see it. Signed ones are open to everybody with a role. Notes and documents
are visible inside only, whatever the stage; so is the content of a confidential agreement.
"""

from __future__ import annotations

from django.db.models import Q

from vidsyn.agreements.models import Agreement, ReviewOpinion
from vidsyn.agreements.vocabulary import Stage
from vidsyn.people import access
from vidsyn.people.actors import EVERYWHERE, Actor
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Needed

# Stages at which a deciding member sees an unsigned agreement: it has left drafting.
DECIDABLE = (Stage.IN_REVIEW, Stage.DECIDED, Stage.FOR_SIGNATURE)


def unit_paths(agreement: Agreement) -> tuple[str, ...]:
    """Return the paths of our own units in it, the owning one first; none while no unit owns it."""
    own = (agreement.unit.path,) if agreement.unit else ()
    return (*own, *(unit.path for unit in agreement.further_units.all()))


def is_mine(actor: Actor, agreement: Agreement) -> bool:
    """Check whether the actor is its owner or requester."""
    return access.responsible(actor, (agreement.owner_id, agreement.requester_id))


def mine(actor: Actor) -> Q:
    """Match the agreements that `is_mine` allows."""
    if actor.person_id is None:
        return access.nothing()
    return Q(owner=actor.person_id) | Q(requester=actor.person_id)


def may_see_inside(actor: Actor, agreement: Agreement) -> bool:
    """Check access to drafts, notes, documents and confidential content."""
    if access.may_see_inside(actor, *unit_paths(agreement)) or is_mine(actor, agreement):
        return access.may_read_register(actor)
    reviewers = {o.reviewer_id for o in agreement.opinions.all()} if actor.person_id else set()
    return access.may_read_register(actor) and access.responsible(actor, reviewers)


def inside(actor: Actor) -> Q:
    """Match the agreements that `may_see_inside` allows."""
    asked = ReviewOpinion.objects.filter(reviewer=actor.person_id) if actor.person_id else None
    found = access.inside(actor, "unit__path") | _further(access.inside(actor, "path")) | mine(actor)
    if asked is not None:
        found |= Q(pk__in=asked.values("agreement"))
    return access.readable(actor) & found


def _further(units: Q) -> Q:
    through = Agreement.further_units.through.objects
    return Q(pk__in=through.filter(unit__in=Unit.objects.filter(units)).values("agreement"))


def _may_decide(actor: Actor, agreement: Agreement) -> bool:
    path = agreement.unit.path if agreement.unit else EVERYWHERE
    return actor.holds_for(path, *access.DECIDING_ROLES)


def may_see(actor: Actor, agreement: Agreement) -> bool:
    """Check whether it is visible at all; the equivalent filter is `visible_to`."""
    if agreement.voided_at is not None or not access.may_read_register(actor):
        return False
    if agreement.stage == Stage.SIGNED or may_see_inside(actor, agreement):
        return True
    return agreement.stage in DECIDABLE and _may_decide(actor, agreement)


def visible_to(actor: Actor) -> Q:
    """Match the agreements that `may_see` allows."""
    to_decide = access.nothing()
    for path in actor.paths(*access.DECIDING_ROLES):
        to_decide |= Q(unit__path__startswith=path) if path else Q()
        if not path:
            to_decide = Q(stage__in=DECIDABLE)
            break
    seen = Q(stage=Stage.SIGNED) | (to_decide & Q(stage__in=DECIDABLE)) | inside(actor)
    return Q(voided_at=None) & access.readable(actor) & seen


def signed(actor: Actor) -> Q:
    """Of those that `visible_to` lets through, what everybody who reads the register sees."""
    return Q(voided_at=None, stage=Stage.SIGNED) & access.readable(actor)


def on_the_way(actor: Actor) -> Q:
    """The others that `visible_to` lets through."""
    return visible_to(actor) & Q(stage__in=[stage for stage in Stage if stage is not Stage.SIGNED])


def contents_open_to(actor: Actor) -> Q:
    """Match the agreements whose content everybody reads: signed, not confidential. For history, voided ones
    included.
    """
    return access.readable(actor) & Q(stage=Stage.SIGNED) & ~Q(confidential=True)


def may_edit(actor: Actor, agreement: Agreement) -> bool:
    """The coordinators of its units, the office, its owner; while requested also the requester."""
    if not may_see(actor, agreement):
        return False
    paths = unit_paths(agreement)
    if access.may_edit_for(actor, *paths) if paths else access.may_run_register(actor):
        return True
    people = {agreement.owner_id} | (
        {agreement.requester_id} if agreement.stage == Stage.REQUESTED else set()
    )
    return actor.may_write and access.responsible(actor, people)


def editable(actor: Actor) -> Q:
    """Match the visible agreements that `may_edit` allows."""
    if not actor.may_write:
        return access.nothing()
    own = Q(owner=actor.person_id) | Q(requester=actor.person_id, stage=Stage.REQUESTED)
    by_person = own if actor.person_id else access.nothing()
    return access.editable(actor, "unit__path") | _further(access.editable(actor, "path")) | by_person


def may_decide(actor: Actor, agreement: Agreement) -> bool:
    """Deciding members and leadership of the unit or above, or the office, registering a decision made elsewhere."""
    if not may_see(actor, agreement) or not actor.may_write:
        return False
    return access.may_run_register(actor) or _may_decide(actor, agreement)


def may_give_opinion(actor: Actor, opinion: ReviewOpinion) -> bool:
    """The reviewer, or whoever may edit the agreement and registers the reviewer's opinion."""
    asked = actor.may_write and access.responsible(actor, (opinion.reviewer_id,))
    return asked or may_edit(actor, opinion.agreement)


def may_confirm(actor: Actor, agreement: Agreement) -> bool:
    """Confirm an imported signature: coordinators of its units and the office."""
    paths = unit_paths(agreement)
    return access.may_edit_for(actor, *paths) if paths else access.may_run_register(actor)


def require_edit(actor: Actor, agreement: Agreement) -> None:
    """Refuse `not_allowed` unless `may_edit`."""
    access.require(may_edit(actor, agreement), needed=Needed.COORDINATOR)

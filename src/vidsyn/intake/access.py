"""Who may import lists, and who sees which import.

An import contains whole lists with remarks and names, so it is visible to the importer and the office.
"""

from __future__ import annotations

from django.db.models import Q

from vidsyn.intake.models import Import
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Needed


def may_import(actor: Actor) -> bool:
    """Coordinators and the office; the rights for each row are checked by its own room."""
    return access.may_edit_shared(actor)


def may_see(actor: Actor, act: Import) -> bool:
    """The equivalent filter is `visible_to`."""
    own = actor.person_id is not None and act.person_id == actor.person_id
    return actor.is_office or (own and actor.sees_cases)


def visible_to(actor: Actor) -> Q:
    """Match the imports that `may_see` allows."""
    if actor.is_office:
        return Q()
    if actor.person_id is None or not actor.sees_cases:
        return access.nothing()
    return Q(person_id=actor.person_id)


def require_import(actor: Actor) -> None:
    """Refuse `not_allowed` unless the actor may import lists."""
    access.require(may_import(actor), needed=Needed.ANY_COORDINATOR)


def require_own(actor: Actor, act: Import) -> None:
    """Refuse `not_allowed` unless the actor may carry out, change or undo this import."""
    access.require(may_import(actor) and may_see(actor, act), needed=Needed.OFFICE)

"""Who may see and do what with partners and networks. They belong to no single unit."""

from __future__ import annotations

from django.db.models import Q

from vidsyn.partners.models import PartnerNote
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit


def may_see(actor: Actor) -> bool:
    """Partners, networks and contacts are open: any role but system administrator."""
    return access.may_read_register(actor)


def visible_to(actor: Actor) -> Q:
    """The filter beside `may_see`."""
    return access.readable(actor)


def may_edit(actor: Actor) -> bool:
    """Register and change partners and networks: any coordinator, or the office."""
    return access.may_edit_shared(actor)


def may_merge(actor: Actor) -> bool:
    """Merge partners, undo a merge, remove what was registered by mistake: the office."""
    return access.may_run_register(actor)


def may_see_extra(actor: Actor) -> bool:
    """Columns of imported lists that have no field here may hold remarks: those who may edit, and auditors."""
    return access.may_edit_shared(actor) or access.may_read_all_history(actor)


def may_see_note(actor: Actor, note: PartnerNote) -> bool:
    """A unit's note: that unit and the office. A note without unit: the office."""
    return access.may_see_inside(actor, note.unit.path if note.unit else "")


def notes_visible_to(actor: Actor) -> Q:
    """The filter beside `may_see_note`."""
    return access.inside(actor, "unit__path")


def may_write_some_note(actor: Actor) -> bool:
    """Whether there is any unit for which the actor may write notes."""
    return actor.may_write and actor.holds(*access.REGISTERING_ROLES)


def may_write_note(actor: Actor, unit: Unit | None) -> bool:
    """Write or change a note for a unit: whoever may start something for it; the office's own: the office."""
    return access.may_register_for(actor, unit.path) if unit else access.may_run_register(actor)

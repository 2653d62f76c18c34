"""Who may see and do what with partners and networks. They belong to no single unit."""

from __future__ import annotations

from django.db.models import Q

from vidsyn.partners.models import Partner, PartnerNote
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


def may_see_extra(actor: Actor, partner: Partner) -> bool:
    """Columns of imported lists that have no field here may hold notes: seen as one until somebody opens them.

    That is, by the unit that brought them and the office; without unit, by the office.
    """
    own = access.may_see_inside(actor, partner.extra_unit.path if partner.extra_unit else "")
    return may_see(actor) and (partner.extra_open or own)


def extra_visible_to(actor: Actor) -> Q:
    """The partners whose columns `may_see_extra` lets through."""
    opened = Q(extra_open=True)
    return access.readable(actor) & (opened | access.inside(actor, "extra_unit__path"))


def may_open_extra(actor: Actor, partner: Partner) -> bool:
    """Open the columns to everybody, or close them again: whoever changes partners and sees them closed."""
    own = access.may_see_inside(actor, partner.extra_unit.path if partner.extra_unit else "")
    return may_edit(actor) and own


def bringing_path(actor: Actor) -> str:
    """The path of the unit in whose name the actor brings columns in: one she sees inside, her own if it is."""
    own = actor.unit_path or ""
    if access.may_see_inside(actor, own):
        return own
    return next((path for path in actor.paths(*access.EDITING_ROLES) if path), "")


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

"""Who may see and change partners and networks. They belong to no unit."""

from __future__ import annotations

from django.db.models import Q

from vidsyn.partners.models import Partner, PartnerNote
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit


def may_see(actor: Actor) -> bool:
    """Partners, networks and contacts are open to every role but system administrator."""
    return access.may_read_register(actor)


def visible_to(actor: Actor) -> Q:
    """Return the database filter equivalent to `may_see`."""
    return access.readable(actor)


def may_edit(actor: Actor) -> bool:
    """Any coordinator, and the office, may register and change partners and networks."""
    return access.may_edit_shared(actor)


def may_merge(actor: Actor) -> bool:
    """Only the office may merge partners, undo a merge, or remove mistaken registrations."""
    return access.may_run_register(actor)


def may_see_extra(actor: Actor, partner: Partner) -> bool:
    """Check whether the actor may read imported columns that have no field here; they may contain notes.

    Until somebody opens them, the unit that imported them and the office may; without a unit, only the office.
    """
    own = access.may_see_inside(actor, partner.extra_unit.path if partner.extra_unit else "")
    return may_see(actor) and (partner.extra_open or own)


def extra_visible_to(actor: Actor) -> Q:
    """Return the partners whose columns `may_see_extra` allows."""
    opened = Q(extra_open=True)
    return access.readable(actor) & (opened | access.inside(actor, "extra_unit__path"))


def may_open_extra(actor: Actor, partner: Partner) -> bool:
    """Check whether the actor may open the columns to everybody or close them: an editor who may read them closed."""
    own = access.may_see_inside(actor, partner.extra_unit.path if partner.extra_unit else "")
    return may_edit(actor) and own


def bringing_path(actor: Actor) -> str:
    """Return the path of the unit on whose behalf the actor imports columns: the actor's own if it qualifies."""
    own = actor.unit_path or ""
    if access.may_see_inside(actor, own):
        return own
    return next((path for path in actor.paths(*access.EDITING_ROLES) if path), "")


def may_see_note(actor: Actor, note: PartnerNote) -> bool:
    """The note's unit and the office may see it; without a unit, only the office."""
    return access.may_see_inside(actor, note.unit.path if note.unit else "")


def notes_visible_to(actor: Actor) -> Q:
    """Return the database filter equivalent to `may_see_note`."""
    return access.inside(actor, "unit__path")


def may_write_some_note(actor: Actor) -> bool:
    """Check whether there is any unit for which the actor may write notes."""
    return actor.may_write and actor.holds(*access.REGISTERING_ROLES)


def may_write_note(actor: Actor, unit: Unit | None) -> bool:
    """Whoever may start something for the unit may write its notes; the office's own: only the office."""
    return access.may_register_for(actor, unit.path) if unit else access.may_run_register(actor)

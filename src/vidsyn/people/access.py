"""Rights as role × unit × state: the building blocks every room's own `access` is put together from.

Each predicate (`may_…(actor, …)`) stands beside the filter that answers the same question for many rows at once;
`tests/people/test_access.py` holds the two to the same answer. A room says which of its states are `INSIDE`
(drafts, and notes and documents whatever the state) and which are `OPEN`, and leaves the rest to this module.
The table of who may do what is in `docs/rights.md`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from enum import StrEnum

from django.db.models import Q

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import EVERYWHERE, Actor
from vidsyn.people.vocabulary import Needed, Role

# Inside their own unit these see drafts, notes and documents. Held for the whole university none of them does:
# the whole university is nobody's own unit, and only the office sees inside everywhere.
INSIDE_ROLES = (
    Role.RESEARCHER,
    Role.COORDINATOR,
    Role.ADVISER,
    Role.DECIDER,
    Role.LEADERSHIP,
    Role.AUDITOR,
)
# Start something for their unit: a collaboration, a request for an agreement.
REGISTERING_ROLES = (Role.RESEARCHER, Role.COORDINATOR, Role.OFFICE)
EDITING_ROLES = (Role.COORDINATOR, Role.OFFICE)
DECIDING_ROLES = (Role.DECIDER, Role.LEADERSHIP)


class Openness(StrEnum):
    """How far something is seen."""

    OPEN = "open"  # everybody with a role other than system administrator
    INSIDE = "inside"  # the unit it belongs to, units above, and the office: drafts, notes, documents


def require(condition: bool, *, needed: Needed | Role) -> None:
    """Refuse with `not_allowed` unless `condition`; `needed` says what would have been enough."""
    if not condition:
        raise Refusal("not_allowed", kind=RefusalKind.FORBIDDEN, needed=needed)


def nothing() -> Q:
    """The filter that lets no row through."""
    return Q(pk__in=[])


def everything() -> Q:
    """The filter that lets every row through. Not `Q()`: that one vanishes when or-ed with another."""
    return ~nothing()


# Reading


def may_read_register(actor: Actor) -> bool:
    """Open things: any role but system administrator, for whatever unit."""
    return actor.sees_cases


def readable(actor: Actor) -> Q:
    """Every row for those who may read the register, no row for others."""
    return everything() if may_read_register(actor) else nothing()


def may_see_inside(actor: Actor, *unit_paths: str) -> bool:
    """Drafts, notes and documents of something that belongs to the units at `unit_paths` (any of them)."""
    return actor.is_office or any(
        path.startswith(own) for own in _inside_paths(actor) for path in unit_paths if path
    )


def inside(actor: Actor, field_name: str) -> Q:
    """Rows whose unit path (`field_name`, such as `unit__path`) the actor sees inside.

    Across a many-to-many, filter by `pk__in` of a subquery so that no row comes twice.
    """
    return everything() if actor.is_office else _under(_inside_paths(actor), field_name)


def may_see(actor: Actor, openness: Openness, *unit_paths: str) -> bool:
    """Whether something of this openness, belonging to these units, is seen at all."""
    if openness is Openness.INSIDE:
        return may_see_inside(actor, *unit_paths)
    return may_read_register(actor)


def visible(actor: Actor, field_name: str, *, drafts: Q) -> Q:
    """The filter beside `may_see`; `drafts` says which rows are `INSIDE`."""
    return (readable(actor) & ~drafts) | (inside(actor, field_name) & drafts)


def responsible(actor: Actor, person_ids: Iterable[uuid.UUID | None]) -> bool:
    """Whether the actor is one of these people: the registrar, owner or responsible person of something."""
    return actor.person_id is not None and actor.person_id in set(person_ids)


# Changing. An API token of scope `read` makes every one of these false.


def may_edit_for(actor: Actor, *unit_paths: str) -> bool:
    """Change something that belongs to the units at `unit_paths`: their coordinator, or the office."""
    return actor.may_write and any(
        holds_own(actor, path, Role.COORDINATOR) or actor.is_office for path in (unit_paths or (EVERYWHERE,))
    )


def editable(actor: Actor, field_name: str) -> Q:
    """Rows that the actor may edit by role and unit: the filter beside `may_edit_for`."""
    if not actor.may_write:
        return nothing()
    return everything() if actor.is_office else _under(_own_paths(actor, Role.COORDINATOR), field_name)


def may_edit_shared(actor: Actor) -> bool:
    """Change what belongs to no single unit, such as a partner: any coordinator, or the office."""
    return actor.may_write and actor.holds(*EDITING_ROLES)


def may_register_for(actor: Actor, unit_path: str) -> bool:
    """Start something for a unit: its researchers and coordinator, or the office.

    A researcher whose role is held for the whole university registers for any unit.
    """
    return actor.may_write and actor.holds_for(unit_path, *REGISTERING_ROLES)


def may_decide_for(actor: Actor, unit_path: str) -> bool:
    """Decide for a unit: a deciding member or leadership of it, of a unit above, or of the whole university."""
    return actor.may_write and actor.holds_for(unit_path, *DECIDING_ROLES)


def may_run_register(actor: Actor) -> bool:
    """Change what holds for everybody: kinds, rounds, imports across units, merges. The office."""
    return actor.may_write and actor.is_office


# People, units and the system


def may_see_people(actor: Actor) -> bool:
    """Colleagues' names, units and roles: anybody who holds a role."""
    return bool(actor.holdings)


def may_manage_people(actor: Actor) -> bool:
    """Accounts and units: the office, and system administrators."""
    return actor.may_write and (actor.is_office or actor.holds(Role.SYSTEM_ADMINISTRATOR))


def may_erase(actor: Actor) -> bool:
    """Erase a person: her values go from everything that is written, so only the office does it."""
    return may_run_register(actor)


def may_open_ways_in(actor: Actor, held: Iterable[Role]) -> bool:
    """Make a password link, change the address or link an identity of somebody who holds these roles.

    Whoever opens a way into an account could use it herself. So a system administrator, who sees no cases, opens
    none into an account that does: the office does that.
    """
    opens_cases = any(role is not Role.SYSTEM_ADMINISTRATOR for role in held)
    return may_run_register(actor) if opens_cases else may_manage_people(actor)


def may_give(actor: Actor, role: Role) -> bool:
    """The office gives and takes every role, a system administrator that of system administrator only."""
    if role is Role.SYSTEM_ADMINISTRATOR:
        return may_manage_people(actor)
    return may_run_register(actor)


def require_other(actor: Actor, person_id: uuid.UUID) -> None:
    """Refuse `role_of_ones_own`: nobody gives or takes a role of her own."""
    if person_id == actor.person_id:
        raise Refusal("role_of_ones_own", kind=RefusalKind.FORBIDDEN)


def may_run_system(actor: Actor) -> bool:
    """Settings of the installation and checking of its seals: system administrators and the local operator."""
    return actor.may_write and (actor.holds(Role.SYSTEM_ADMINISTRATOR) or actor.is_operator)


def may_read_all_history(actor: Actor) -> bool:
    """Who did what and when across everything: the office and auditors of the whole university."""
    return actor.is_office or EVERYWHERE in actor.paths(Role.AUDITOR)


def holds_own(actor: Actor, unit_path: str, *roles: Role) -> bool:
    """Whether a role is held for this unit or one above it; the whole university does not count."""
    return any(unit_path.startswith(own) for own in _own_paths(actor, *roles))


def _inside_paths(actor: Actor) -> tuple[str, ...]:
    return _own_paths(actor, *INSIDE_ROLES)


def _own_paths(actor: Actor, *roles: Role) -> tuple[str, ...]:
    return tuple(path for path in actor.paths(*roles) if path != EVERYWHERE)


def _under(paths: Iterable[str], field_name: str) -> Q:
    condition = nothing()
    for path in paths:
        condition |= Q(**{f"{field_name}__startswith": path})
    return condition

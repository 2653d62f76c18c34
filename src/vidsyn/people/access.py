"""Rights as role × unit × state: the building blocks of every room's own `access`.

Each predicate (`may_…(actor, …)`) is followed by the filter that answers the same question for many rows at once;
`tests/people/test_access.py` checks that the two agree. A room states which of its states are `INSIDE` (drafts, and
notes and documents whatever the state) and which are `OPEN`, and leaves the rest to this module. `docs/rights.md`
has the table of who may do what.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from enum import StrEnum

from django.db.models import Q

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import EVERYWHERE, Actor
from vidsyn.people.vocabulary import Needed, Role

# Within their own unit, holders see drafts, notes and documents. A role held for the whole university does not
# count here: nobody's own unit is the whole university, and only the office sees inside everywhere.
INSIDE_ROLES = (
    Role.RESEARCHER,
    Role.COORDINATOR,
    Role.ADVISER,
    Role.DECIDER,
    Role.LEADERSHIP,
    Role.AUDITOR,
)
# May start something for their unit: a collaboration, a request for an agreement.
REGISTERING_ROLES = (Role.RESEARCHER, Role.COORDINATOR, Role.OFFICE)
EDITING_ROLES = (Role.COORDINATOR, Role.OFFICE)
DECIDING_ROLES = (Role.DECIDER, Role.LEADERSHIP)


class Openness(StrEnum):
    """How widely something is visible."""

    OPEN = "open"  # everybody with a role other than system administrator
    INSIDE = "inside"  # the owning unit, units above, and the office: drafts, notes, documents


def require(condition: bool, *, needed: Needed | Role) -> None:
    """Refuse `not_allowed` unless `condition`; `needed` states what would have sufficed."""
    if not condition:
        raise Refusal("not_allowed", kind=RefusalKind.FORBIDDEN, needed=needed)


def nothing() -> Q:
    """Return the filter that matches no row."""
    return Q(pk__in=[])


def everything() -> Q:
    """Return the filter that matches every row. Not `Q()`, which vanishes when or-ed with another."""
    return ~nothing()


# Reading


def may_read_register(actor: Actor) -> bool:
    """Open content: any role but system administrator, for whatever unit."""
    return actor.sees_cases


def readable(actor: Actor) -> Q:
    """Match every row for those who may read the register, and none for others."""
    return everything() if may_read_register(actor) else nothing()


def may_see_inside(actor: Actor, *unit_paths: str) -> bool:
    """Check access to drafts, notes and documents of something owned by any of the units at `unit_paths`."""
    return actor.is_office or any(
        path.startswith(own) for own in _inside_paths(actor) for path in unit_paths if path
    )


def inside(actor: Actor, field_name: str) -> Q:
    """Match rows whose unit path (`field_name`, such as `unit__path`) the actor sees inside.

    Across a many-to-many, filter by `pk__in` of a subquery so that no row comes twice.
    """
    return everything() if actor.is_office else _under(_inside_paths(actor), field_name)


def may_see(actor: Actor, openness: Openness, *unit_paths: str) -> bool:
    """Check whether something of this openness, owned by these units, is visible at all."""
    if openness is Openness.INSIDE:
        return may_see_inside(actor, *unit_paths)
    return may_read_register(actor)


def visible(actor: Actor, field_name: str, *, drafts: Q) -> Q:
    """The filter equivalent to `may_see`; `drafts` selects the rows that are `INSIDE`."""
    return (readable(actor) & ~drafts) | (inside(actor, field_name) & drafts)


def responsible(actor: Actor, person_ids: Iterable[uuid.UUID | None]) -> bool:
    """Check whether the actor is one of these people: the registrar, owner or responsible person of something."""
    return actor.person_id is not None and actor.person_id in set(person_ids)


# Changing. For an API token of scope `read` all of these are false.


def may_edit_for(actor: Actor, *unit_paths: str) -> bool:
    """Change something owned by the units at `unit_paths`: their coordinator, or the office."""
    return actor.may_write and any(
        holds_own(actor, path, Role.COORDINATOR) or actor.is_office for path in (unit_paths or (EVERYWHERE,))
    )


def editable(actor: Actor, field_name: str) -> Q:
    """Match rows that the actor may edit by role and unit: the filter equivalent to `may_edit_for`."""
    if not actor.may_write:
        return nothing()
    return everything() if actor.is_office else _under(_own_paths(actor, Role.COORDINATOR), field_name)


def may_edit_shared(actor: Actor) -> bool:
    """Change what no single unit owns, such as a partner: any coordinator, or the office."""
    return actor.may_write and actor.holds(*EDITING_ROLES)


def may_register_for(actor: Actor, unit_path: str) -> bool:
    """Start something for a unit: its researchers and coordinator, or the office.

    A researcher whose role is held for the whole university may register for any unit.
    """
    return actor.may_write and actor.holds_for(unit_path, *REGISTERING_ROLES)


def may_decide_for(actor: Actor, unit_path: str) -> bool:
    """Decide for a unit: a deciding member or leadership of it, of a unit above, or of the whole university."""
    return actor.may_write and actor.holds_for(unit_path, *DECIDING_ROLES)


def may_run_register(actor: Actor) -> bool:
    """Change what applies to everybody: kinds, rounds, imports across units, merges. The office."""
    return actor.may_write and actor.is_office


# People, units and the system


def may_see_people(actor: Actor) -> bool:
    """See colleagues' names, units and roles: anybody who holds a role."""
    return bool(actor.holdings)


def may_manage_people(actor: Actor) -> bool:
    """Manage accounts and units: the office, and system administrators."""
    return actor.may_write and (actor.is_office or actor.holds(Role.SYSTEM_ADMINISTRATOR))


def may_erase(actor: Actor) -> bool:
    """Erase a person: only the office, since it changes every record that names the person."""
    return may_run_register(actor)


def may_open_ways_in(actor: Actor, held: Iterable[Role]) -> bool:
    """Create a password link, change the address or link an identity of a person who holds these roles.

    Whoever opens a way into an account could use it. So a system administrator, who sees no cases, may not do so
    for an account that does; only the office may.
    """
    opens_cases = any(role is not Role.SYSTEM_ADMINISTRATOR for role in held)
    return may_run_register(actor) if opens_cases else may_manage_people(actor)


def may_give(actor: Actor, role: Role) -> bool:
    """The office gives and takes every role; a system administrator only that of system administrator."""
    if role is Role.SYSTEM_ADMINISTRATOR:
        return may_manage_people(actor)
    return may_run_register(actor)


def require_other(actor: Actor, person_id: uuid.UUID) -> None:
    """Refuse `role_of_ones_own`: nobody may give or take a role of their own."""
    if person_id == actor.person_id:
        raise Refusal("role_of_ones_own", kind=RefusalKind.FORBIDDEN)


def may_run_system(actor: Actor) -> bool:
    """Change settings of the installation and verify its seals: system administrators and the local operator."""
    return actor.may_write and (actor.holds(Role.SYSTEM_ADMINISTRATOR) or actor.is_operator)


def may_read_all_history(actor: Actor) -> bool:
    """Read the whole history: the office, and auditors of the whole university."""
    return actor.is_office or EVERYWHERE in actor.paths(Role.AUDITOR)


def holds_own(actor: Actor, unit_path: str, *roles: Role) -> bool:
    """Check whether a role is held for this unit or one above it; the whole university does not count."""
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

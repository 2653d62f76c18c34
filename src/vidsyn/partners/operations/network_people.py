"""Operations on a network's members and representatives."""

from __future__ import annotations

from datetime import date

from vidsyn.acts.emptying import emptied, given_values
from vidsyn.acts.locking import locked, save, saved
from vidsyn.acts.operations import operation
from vidsyn.history.erasure import erase_person
from vidsyn.history.personal.needles import GONE, Needles
from vidsyn.history.recording import nothing_changed, record, snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.partners.facts import NetworkFact
from vidsyn.partners.logic.entries import fitting
from vidsyn.partners.models import (
    Network,
    NetworkMembership,
    NetworkRepresentative,
    Partner,
)
from vidsyn.partners.operations.keeping import partner_locked, require_editor
from vidsyn.partners.operations.network_keeping import (
    added,
    network_locked,
    require_period,
    set_values,
)
from vidsyn.partners.vocabulary import MemberRole
from vidsyn.people.access import may_erase, require
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.erasure import erases_again
from vidsyn.people.vocabulary import Needed

MEMBER_TOLD = ("network", "partner", "role", "starts_on", "ends_on")
REPRESENTATIVE_TOLD = ("network", "person", "name", "unit", "role", "starts_on", "ends_on")
# Fields that `clear` may name, and their empty values.
_EMPTY = {"starts_on": None, "ends_on": None}


@operation(records=[NetworkFact.MEMBER_ADDED])
def network_member_add(
    *,
    network: Network,
    partner: Partner | None = None,
    role: MemberRole = MemberRole.MEMBER,
    starts_on: date | None = None,
    ends_on: date | None = None,
    actor: Actor,
) -> NetworkMembership:
    """Add a partner to a network; without partner, the own university."""
    require_editor(actor)
    network = network_locked(network)
    partner = partner_locked(partner) if partner else None
    require_period(starts_on, ends_on)
    if NetworkMembership.objects.filter(network=network, partner=partner, starts_on=starts_on).exists():
        raise Refusal("membership_twice", kind=RefusalKind.CONFLICT, field="partner")
    return added(
        NetworkMembership(network=network, partner=partner, role=role, starts_on=starts_on, ends_on=ends_on),
        MEMBER_TOLD,
        NetworkFact.MEMBER_ADDED,
        actor,
    )


@operation(records=[NetworkFact.MEMBER_UPDATED], clears=_EMPTY)
def network_member_update(
    *,
    membership: NetworkMembership,
    role: MemberRole | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    clear: tuple[str, ...] = (),
    expected_version: int | None = None,
    reason: str = "",
    actor: Actor,
) -> NetworkMembership:
    """Change a membership's role or period; what is left out stays, `clear` names dates to be emptied."""
    require_editor(actor)
    current = locked(membership, expected_version=expected_version)
    before = snapshot(current, MEMBER_TOLD)
    said = {"role": role, "starts_on": starts_on, "ends_on": ends_on}
    set_values(current, given_values(said) | emptied(clear, _EMPTY))
    require_period(current.starts_on, current.ends_on)
    return saved(current, before, NetworkFact.MEMBER_UPDATED, actor, reason=reason)


@operation(records=[NetworkFact.MEMBER_LEFT])
def network_member_leave(
    *,
    membership: NetworkMembership,
    on: date,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> NetworkMembership:
    """A member leaves; `on` is its last day."""
    require_editor(actor)
    current = locked(membership, expected_version=expected_version)
    before = snapshot(current, ("ends_on",))
    current.ends_on = on
    require_period(current.starts_on, on, "on")
    return saved(current, before, NetworkFact.MEMBER_LEFT, actor, reason=reason)


@operation(records=[NetworkFact.REPRESENTATIVE_NAMED])
def network_representative_name(
    *,
    network: Network,
    person: Person | None = None,
    name: str = "",
    unit: Unit | None = None,
    role: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    actor: Actor,
) -> NetworkRepresentative:
    """Name somebody to speak for the university in a network: a person with an account, or a name."""
    require_editor(actor)
    if person is None and not name.strip():
        raise Refusal("representative_missing", field="person")
    require_period(starts_on, ends_on)
    representative = NetworkRepresentative(
        network=network_locked(network), person=person, name="" if person else fitting(name.strip(), "name", 150),
        unit=unit, role=fitting(role.strip(), "role", 120), starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    fact = NetworkFact.REPRESENTATIVE_NAMED
    return added(representative, REPRESENTATIVE_TOLD, fact, actor, personal=("name",))


@operation(records=[NetworkFact.REPRESENTATIVE_ENDED])
def network_representative_end(
    *,
    representative: NetworkRepresentative,
    on: date,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> NetworkRepresentative:
    """A representative's time ends; `on` is the last day."""
    require_editor(actor)
    current = locked(representative, expected_version=expected_version)
    before = snapshot(current, ("ends_on",))
    current.ends_on = on
    require_period(current.starts_on, on, "on")
    return saved(current, before, NetworkFact.REPRESENTATIVE_ENDED, actor, reason=reason)


@operation(records=[NetworkFact.REPRESENTATIVE_ERASED])
def network_representative_erase(
    *, representative: NetworkRepresentative, reason: Reason, everywhere: bool = False, actor: Actor
) -> NetworkRepresentative:
    """Erase a representative here and wherever else she is named; that there was one, and when, stays.

    Refuses `erase_the_account` for a person with an account, who is erased by `person_erase`.
    """
    require(may_erase(actor), needed=Needed.OFFICE)
    require_reason(reason)
    current = locked(representative)
    if current.person_id:
        raise Refusal("erase_the_account", kind=RefusalKind.STATE)
    if current.name == GONE:
        nothing_changed()
        return current
    needles = Needles.of(names=[current.name])
    current.name = GONE
    save(current)
    erase_person(current, needles, actor=actor, everywhere=everywhere)
    fact = NetworkFact.REPRESENTATIVE_ERASED
    record(fact, subject=current, actor=actor, reason=needles.taken_from(reason))
    return current


erases_again(
    NetworkRepresentative.objects.filter(person=None).exclude(name=GONE),
    network_representative_erase,
    "representative",
)

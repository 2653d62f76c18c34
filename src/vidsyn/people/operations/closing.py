"""Deactivate and reactivate an account."""

from __future__ import annotations

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history.personal.needles import Needles
from vidsyn.history.recording import nothing_changed, record
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.facts import PersonFact
from vidsyn.people.models import Person
from vidsyn.people.operations.persons import PERSONAL, check_not_erased
from vidsyn.people.operations.tokens import revoke_every
from vidsyn.people.personal import forget_sessions
from vidsyn.people.vocabulary import Needed


@operation(records=[PersonFact.DEACTIVATED])
def person_deactivate(
    *, person: Person, reason: str = "", expected_version: int | None = None, actor: Actor
) -> Person:
    """Close the account of somebody who has left: no sign-in, no role counts. What she did stays.

    The account's sessions, API tokens, password links and calendar feed end permanently: reactivating does not
    restore them.
    """
    access.require(access.may_manage_people(actor), needed=Needed.PEOPLE_MANAGER)
    person = locked(person, expected_version=expected_version)
    if person.pk == actor.person_id:
        raise Refusal("own_account_stays_open", kind=RefusalKind.STATE)
    if not person.is_active:
        nothing_changed()
        return person
    person.is_active = False
    person.session_round += 1
    save(person)
    revoke_every(person, actor)
    forget_sessions(Needles(account=str(person.pk)))
    _record_active(PersonFact.DEACTIVATED, person, actor, reason)
    return person


@operation(records=[PersonFact.REACTIVATED])
def person_reactivate(
    *, person: Person, reason: str = "", expected_version: int | None = None, actor: Actor
) -> Person:
    """Open a closed account again, with its password and the roles that have not ended meanwhile."""
    access.require(access.may_manage_people(actor), needed=Needed.PEOPLE_MANAGER)
    person = locked(person, expected_version=expected_version)
    check_not_erased(person)
    if person.is_active:
        nothing_changed()
        return person
    person.is_active = True
    save(person)
    _record_active(PersonFact.REACTIVATED, person, actor, reason)
    return person


def _record_active(fact: PersonFact, person: Person, actor: Actor, reason: str) -> None:
    record(
        fact,
        subject=person,
        actor=actor,
        before={"is_active": not person.is_active},
        after={"is_active": person.is_active},
        reason=reason,
        personal=PERSONAL,
    )

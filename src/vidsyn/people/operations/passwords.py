"""Passwords, password links, and ending sessions."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history.recording import record
from vidsyn.kernel.refusals import Refusal, RefusalKind, refuse_if
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.facts import PersonFact
from vidsyn.people.models import Person
from vidsyn.people.operations.persons import own_account
from vidsyn.people.operations.ways_in import require_way_in
from vidsyn.people.queries.links import password_links
from vidsyn.people.vocabulary import Needed

# Django's own checks by their codes → ours, so that every door reports them alike in both languages.
_FAULTS = {
    "password_too_short": "password_too_short",
    "password_too_common": "password_too_common",
    "password_too_similar": "password_too_similar",
}


@operation(records=[PersonFact.PASSWORD_SET], in_person=True)
def password_change(*, old_password: str, new_password: str, actor: Actor) -> Person:
    """Change one's own password. Every other session of the account ends."""
    person = locked(own_account(actor))
    if not person.check_password(old_password):
        raise Refusal("password_wrong", field="old_password")
    return _set(person, new_password, actor, "new_password")


@operation(records=[PersonFact.PASSWORD_LINK_MADE], shown_once=True, in_person=True)
def password_link_create(*, person: Person, reason: str = "", actor: Actor) -> str:
    """The code of a link with which a person sets her password once, within three days.

    For a new account, or a forgotten password. Give it only to the person.
    """
    require_way_in(actor, person)
    person = locked(person)
    if not person.is_active:
        raise Refusal("person_has_left", kind=RefusalKind.STATE, field="person", name=person.name)
    record(PersonFact.PASSWORD_LINK_MADE, subject=person, actor=actor, reason=reason, personal=("reason",))
    return password_links.make_token(person)


@operation(records=[PersonFact.PASSWORD_SET], in_person=True)
def password_set(*, person: Person, code: str, password: str, actor: Actor) -> Person:
    """Set the password of the account a link was made for, with the code of that link. It works once."""
    person = locked(person)
    if not person.is_active or not password_links.check_token(person, code):
        raise Refusal("password_link_spent", kind=RefusalKind.STATE)
    return _set(person, password, actor, "password")


@operation(records=[PersonFact.SESSIONS_ENDED])
def sessions_end(*, person: Person, reason: str = "", actor: Actor) -> Person:
    """Sign an account out everywhere: one's own, or anybody's for those who manage accounts."""
    own = person.pk == actor.person_id
    access.require(own or access.may_manage_people(actor), needed=Needed.PEOPLE_MANAGER)
    person = locked(person)
    person.session_round += 1
    save(person)
    record(PersonFact.SESSIONS_ENDED, subject=person, actor=actor, reason=reason, personal=("reason",))
    return person


def _set(person: Person, password: str, actor: Actor, field: str) -> Person:
    try:
        validate_password(password, person)
    except ValidationError as error:
        refuse_if([_refusal(fault, field) for fault in error.error_list])
    person.set_password(password)
    person.session_round += 1
    save(person)
    record(PersonFact.PASSWORD_SET, subject=person, actor=actor)
    return person


def _refusal(fault: ValidationError, field: str) -> Refusal:
    code = _FAULTS.get(fault.code or "", "password_unusable")
    return Refusal(code, field=field, least=(fault.params or {}).get("min_length", 12))

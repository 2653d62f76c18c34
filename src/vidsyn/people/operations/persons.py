"""Create and change accounts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from vidsyn.acts.emptying import emptied
from vidsyn.acts.locking import locked, saved
from vidsyn.acts.named_things import unusable
from vidsyn.acts.operations import operation
from vidsyn.history.recording import record, snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Email, Said
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.facts import PersonFact
from vidsyn.people.models import Person, Unit
from vidsyn.people.operations.ways_in import require_way_in
from vidsyn.people.vocabulary import Language, Needed

# Values that may have to be erased from history. A reason given about a person may describe the person too.
PERSONAL = ("email", "name", "reason")
_FIELDS = ("email", "name", "unit", "language")
# Fields that `clear` may name, and their empty values.
_EMPTY = {"unit": None}


@unusable(Person)
def left_meanwhile(given: Person, now: Person) -> Refusal | None:
    """Refuse a person whose account was closed after being chosen; one who left earlier may remain where named."""
    if now.is_active or not given.is_active:
        return None
    return Refusal("person_has_left", kind=RefusalKind.CONFLICT, name=now.name)


def require_present(owner: Person | None) -> None:
    """Refuse `owner_has_left` for somebody whose account is closed: they own nothing new. None is nobody."""
    if owner is not None and not owner.is_active:
        raise Refusal("owner_has_left", field="owner", name=owner.name)


@operation(records=[PersonFact.CREATED])
def person_create(
    *,
    email: Email,
    name: Said,
    unit: Unit | None = None,
    language: Language = Language.SWEDISH,
    sample: bool = False,
    actor: Actor,
) -> Person:
    """Open an account. It holds no role yet and has no password; see `role_give` and `password_link_create`.

    `sample` marks a persona of the sample register, which one click signs in as where that is enabled.
    """
    access.require(access.may_manage_people(actor), needed=Needed.PEOPLE_MANAGER)
    person = Person(
        email=clean_email(email), name=_name(name), unit=unit, language=language, is_sample=sample
    )
    _check_email_free(person)
    person.set_unusable_password()
    person.save(force_insert=True)
    record(
        PersonFact.CREATED,
        subject=person,
        actor=actor,
        after=snapshot(person, (*_FIELDS, "is_sample")),
        personal=PERSONAL,
    )
    return person


@operation(records=[PersonFact.UPDATED], clears=_EMPTY)
def person_update(
    *,
    person: Person,
    email: Email | None = None,
    name: Said | None = None,
    unit: Unit | None = None,
    language: Language | None = None,
    clear: tuple[str, ...] = (),
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Person:
    """Change an account; what is not given stays. `clear` names what is to be emptied: unit."""
    access.require(access.may_manage_people(actor), needed=Needed.PEOPLE_MANAGER)
    person = locked(person, expected_version=expected_version)
    check_not_erased(person)
    before = snapshot(person, _FIELDS)
    person.email = person.email if email is None else clean_email(email)
    if person.email != before["email"]:
        require_way_in(actor, person)
        person.session_round += 1
    person.name = person.name if name is None else _name(name)
    person.unit = unit or person.unit
    if emptied(clear, _EMPTY):
        person.unit = None
    person.language = language or person.language
    _check_email_free(person)
    return _changed(person, before, actor, reason)


@operation(records=[PersonFact.UPDATED])
def language_choose(*, language: Language, actor: Actor) -> Person:
    """Choose the language Vidsyn speaks with oneself, on pages and in mail."""
    person = locked(own_account(actor))
    before = snapshot(person, _FIELDS)
    person.language = language
    return _changed(person, before, actor, "")


def own_account(actor: Actor) -> Person:
    """Return the actor's own account. Raises Refusal `not_allowed` for an actor that is no person."""
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    if person is None:
        raise Refusal("not_allowed", kind=RefusalKind.FORBIDDEN, needed=Needed.OWN_ACCOUNT)
    return person


def clean_email(text: str) -> str:
    """Return an address as stored, in lower case. Raises Refusal `email_unusable`."""
    email = text.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal("email_unusable", field="email", value=text) from None
    return email


def _changed(person: Person, before: dict[str, object], actor: Actor, reason: str) -> Person:
    return saved(person, before, PersonFact.UPDATED, actor, reason=reason, personal=PERSONAL)


def _check_email_free(person: Person) -> None:
    if Person.objects.filter(email=person.email).exclude(pk=person.pk).exists():
        raise Refusal("email_taken", kind=RefusalKind.STATE, field="email", email=person.email)


def check_not_erased(person: Person) -> None:
    """Refuse `person_is_erased` for a tombstone."""
    if person.erased_at is not None:
        raise Refusal("person_is_erased", kind=RefusalKind.STATE)


def _name(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise Refusal("person_name_missing", field="name")
    return text

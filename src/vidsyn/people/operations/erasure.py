"""Erase a person's data, leaving a tombstone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet
from django.utils import timezone

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history.erasure import earlier_values, erase_person, erase_personal
from vidsyn.history.erasure_log import REASON, erases
from vidsyn.history.models import Record
from vidsyn.history.personal.needles import Needles
from vidsyn.history.recording import nothing_changed, record
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.people import access
from vidsyn.people.actors import Actor, local_operator
from vidsyn.people.facts import PersonFact
from vidsyn.people.models import Person
from vidsyn.people.operations.tokens import revoke
from vidsyn.people.vocabulary import Needed

R = TypeVar("R", bound=Record)


@operation(records=[PersonFact.ERASED])
def person_erase(*, person: Person, reason: Reason, everywhere: bool = False, actor: Actor) -> Person:
    """Erase who a person was, wherever her name or address is stored, history included. It cannot be undone.

    A tombstone remains: the account's id, without name, address, unit, password, tokens or external identities, so
    that past acts still have an actor. Decisions and signatures are public records and retain their names. The
    seals over the history remain valid.
    """
    access.require(access.may_erase(actor), needed=Needed.OFFICE)
    require_reason(reason)
    person = locked(person)
    if person.pk == actor.person_id:
        raise Refusal("own_account_stays_open", kind=RefusalKind.STATE)
    if person.erased_at is not None:
        nothing_changed()
        return person
    needles = _needles(person)
    _forget_tokens(person, actor)
    EmailAddress.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    _leave_tombstone(person)
    erase_person(person, needles, actor=actor, everywhere=everywhere)
    record(PersonFact.ERASED, subject=person, actor=actor, reason=needles.taken_from(reason))
    return person


def erases_again(rows: QuerySet[R], operation: Callable[..., object], name: str) -> None:
    """Register `operation` to erase those of `rows`, not erased yet, that a restored backup brought back; `name` is
    what it calls the row.
    """

    @erases(rows.model.KIND)
    def erase_again(id_: str) -> None:
        row = rows.filter(pk=id_).first()
        if row is not None:
            operation(**{name: row}, reason=REASON, everywhere=True, actor=local_operator())


erases_again(Person.objects.filter(erased_at=None), person_erase, "person")


def _needles(person: Person) -> Needles:
    return Needles.of(
        names={person.name, *earlier_values(person, "name")},
        emails={person.email, *earlier_values(person, "email")},
        account=str(person.pk),
    )


def _leave_tombstone(person: Person) -> None:
    person.name = ""
    # An address that cannot exist (RFC 2606): the column stays unique and the real address is free to use again.
    person.email = f"{person.pk.hex}@erased.invalid"
    person.unit = None
    person.is_active = False
    person.is_sample = False
    person.last_login = None
    person.session_round += 1
    person.erased_at = timezone.now()
    person.set_unusable_password()
    save(person)


def _forget_tokens(person: Person, actor: Actor) -> None:
    for token in person.tokens.all():
        token.name = ""
        if token.revoked_at is None:
            revoke(token, actor, "")
        else:
            save(token)
        erase_personal(token, actor=actor)

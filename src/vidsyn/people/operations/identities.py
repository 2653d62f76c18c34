"""Accounts of the university's own identity provider, linked to accounts here.

The first sign-in links by an address the provider has verified; from then on the provider's own id for the person
counts, so that an address reassigned to somebody else gives no access.
"""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history.recording import nothing_changed, record
from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Said
from vidsyn.people.actors import Actor, system
from vidsyn.people.facts import PersonFact
from vidsyn.people.models import Person
from vidsyn.people.operations.ways_in import require_way_in


@operation(records=[PersonFact.IDENTITY_LINKED], in_person=True)
def identity_link(*, person: Person, provider: Said, subject: Said, actor: Actor) -> Person:
    """Let an account of the university's identity provider sign in as a person.

    `subject` is the provider's own id for the person (`sub`). Raises Refusal `identity_taken` when the person, or
    that id, already has another link.
    """
    require_way_in(actor, person)
    person = locked(person)
    linked = SocialAccount.objects.filter(provider=provider)
    if linked.filter(uid=subject, user=person).exists():
        nothing_changed()
        return person
    if linked.filter(uid=subject).exists() or linked.filter(user=person).exists():
        raise Refusal("identity_taken", kind=RefusalKind.STATE)
    # Of the provider's data only the id is stored.
    SocialAccount.objects.create(user=person, provider=provider, uid=subject, extra_data={})
    record(PersonFact.IDENTITY_LINKED, subject=person, actor=actor, after={"provider": provider})
    return person


@operation(records=[PersonFact.IDENTITY_UNLINKED], in_person=True)
def identity_unlink(*, person: Person, provider: Said, reason: str = "", actor: Actor) -> Person:
    """Let an account of the identity provider no longer sign in as a person, such as when she has got a new one.

    Ends all of the person's sessions. The next sign-in by an address the provider has verified creates a new link.
    """
    require_way_in(actor, person)
    person = locked(person)
    removed, _by_kind = SocialAccount.objects.filter(provider=provider, user=person).delete()
    if not removed:
        nothing_changed()
        return person
    person.session_round += 1
    save(person)
    record(
        PersonFact.IDENTITY_UNLINKED,
        subject=person,
        actor=actor,
        before={"provider": provider},
        reason=reason.strip(),
    )
    return person


def sign_in_by_identity(*, provider: str, subject: str, email: str, proved: bool) -> Person:
    """Return the active person of an identity asserted by the provider; links it at the first sign-in.

    `proved` means that the provider has verified the address. Raises Refusal `identity_without_account`,
    `identity_unproved` or `identity_taken`. Never creates an account: an administrator decides who has one.
    """
    known = SocialAccount.objects.filter(provider=provider, uid=subject).select_related("user").first()
    person = known.user if known else Person.objects.filter(email=email.strip().lower()).first()
    if person is None or not person.is_active:
        raise Refusal("identity_without_account", kind=RefusalKind.FORBIDDEN, email=email or "…")
    if known is None:
        if not proved:
            raise Refusal("identity_unproved", kind=RefusalKind.FORBIDDEN)
        identity_link(person=person, provider=provider, subject=subject, actor=system(Door.WEB))
    return Person.objects.get(pk=person.pk)

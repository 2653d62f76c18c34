"""Close the ways into an account that others may have opened before it came to see cases."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount

from vidsyn import here
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.actors import ActorKind
from vidsyn.people.actors import Actor
from vidsyn.people.facts import PersonFact
from vidsyn.people.models import ApiToken, Person, RoleAssignment
from vidsyn.people.operations.tokens import revoke
from vidsyn.people.operations.ways_in import held_roles
from vidsyn.people.vocabulary import Role


def end_ways_in(person: Person, role: Role, actor: Actor) -> bool:
    """End access others may have gained before the account came to see cases; returns whether this role makes it do
    so.

    Until now a system administrator could have opened a way in for their own use. So links, sessions and tokens
    end, and so do a password and an identity that anybody outside the office made a link for. The caller saves.
    """
    if any(one is not Role.SYSTEM_ADMINISTRATOR for one in held_roles(person)):
        return False
    if role is Role.SYSTEM_ADMINISTRATOR:
        return False
    person.session_round += 1
    if _opened_outside_the_office(person, PersonFact.PASSWORD_LINK_MADE):
        person.set_unusable_password()
    if _opened_outside_the_office(person, PersonFact.IDENTITY_LINKED):
        SocialAccount.objects.filter(user=person).delete()
    for token in ApiToken.objects.filter(person=person, revoked_at=None):
        revoke(token, actor, "")
    return True


def _opened_outside_the_office(person: Person, fact: PersonFact) -> bool:
    made = HistoryEntry.objects.filter(subject_kind=Person.KIND, subject_id=str(person.pk), fact=fact)
    last = made.order_by("-id").first()
    if last is None or last.actor_kind != ActorKind.PERSON:
        return False
    today = RoleAssignment.in_force_on(here.today())
    office = RoleAssignment.objects.filter(today, person=last.actor_id, role=Role.OFFICE, unit=None)
    return not office.exists()

"""Responsible people besides the owner, on our side and on the partners'."""

from __future__ import annotations

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.models import Collaboration, CollaborationPartner, Responsible
from vidsyn.history import recording
from vidsyn.history.erasure import erase_person
from vidsyn.history.personal.needles import GONE, Needles
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.people.access import may_erase, require
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person
from vidsyn.people.operations.erasure import erases_again
from vidsyn.people.vocabulary import Needed

PERSONAL = ("name", "email")


@operation(records=[CollaborationFact.RESPONSIBLE_ADDED])
def collaboration_responsible_add(
    *,
    collaboration: Collaboration,
    person: Person | None = None,
    collaboration_partner: CollaborationPartner | None = None,
    name: str = "",
    email: str = "",
    task: str = "",
    actor: Actor,
) -> Responsible:
    """Name somebody responsible: a person of ours, or somebody by name at one of the partners, with her task."""
    collaboration = locked(collaboration)
    access.require_edit(actor, collaboration)
    _check(collaboration, person, collaboration_partner, name)
    row = Responsible.objects.create(
        collaboration=collaboration,
        person=person,
        partner=collaboration_partner,
        name=name.strip(),
        email=email.strip(),
        task=task.strip(),
    )
    save(collaboration)
    recording.record(
        CollaborationFact.RESPONSIBLE_ADDED,
        subject=collaboration,
        actor=actor,
        after=_told(row),
        personal=PERSONAL,
    )
    return row


@operation(records=[CollaborationFact.RESPONSIBLE_REMOVED])
def collaboration_responsible_remove(*, responsible: Responsible, reason: str = "", actor: Actor) -> None:
    """Somebody is no longer responsible."""
    collaboration = locked(responsible.collaboration)
    access.require_edit(actor, collaboration)
    told = _told(responsible)
    responsible.delete()
    save(collaboration)
    recording.record(
        CollaborationFact.RESPONSIBLE_REMOVED,
        subject=collaboration,
        actor=actor,
        before=told,
        reason=reason,
        personal=PERSONAL,
    )


@operation(records=[CollaborationFact.RESPONSIBLE_ERASED])
def collaboration_responsible_erase(
    *, responsible: Responsible, reason: Reason, everywhere: bool = False, actor: Actor
) -> Responsible:
    """Erase somebody named at a partner, here and wherever else she is named; that there was one stays.

    Refuses `erase_the_account` for a person with an account, who is erased by `person_erase`.
    """
    collaboration = locked(responsible.collaboration)
    access.require_edit(actor, collaboration)
    require(may_erase(actor), needed=Needed.OFFICE)
    require_reason(reason)
    row = locked(responsible)
    if row.person_id:
        raise Refusal("erase_the_account", kind=RefusalKind.STATE)
    if row.name == GONE:
        recording.nothing_changed()
        return row
    needles = Needles.of(names=[row.name], emails=[row.email])
    row.name, row.email = GONE, ""
    save(row)
    save(collaboration)
    erase_person(row, needles, actor=actor, told_of=[collaboration], everywhere=everywhere)
    recording.record(
        CollaborationFact.RESPONSIBLE_ERASED,
        subject=collaboration,
        actor=actor,
        reason=needles.taken_from(reason),
    )
    return row


erases_again(
    Responsible.objects.filter(person=None).exclude(name=GONE),
    collaboration_responsible_erase,
    "responsible",
)


def _check(
    collaboration: Collaboration, person: Person | None, partner: CollaborationPartner | None, name: str
) -> None:
    if person is None:
        _check_theirs(collaboration, partner, name)
    elif partner is not None or name.strip():
        raise Refusal("responsible_ours_or_theirs", field="person")
    elif collaboration.responsibles.filter(person=person).exists():
        raise Refusal("responsible_already", kind=RefusalKind.STATE, field="person", name=person.name)


def _check_theirs(collaboration: Collaboration, partner: CollaborationPartner | None, name: str) -> None:
    if not name.strip():
        raise Refusal("responsible_name_needed", field="name")
    if partner is None or partner.collaboration_id != collaboration.pk:
        raise Refusal("responsible_partner_needed", field="collaboration_partner")


def _told(row: Responsible) -> dict[str, str | None]:
    if row.person_id:
        return {"person": str(row.person_id), "task": row.task}
    partner = row.partner.name if row.partner else None
    return {"partner": partner, "name": row.name, "email": row.email, "task": row.task}

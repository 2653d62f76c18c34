"""Link one collaboration and one agreement, from either side."""

from __future__ import annotations

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements import access
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.stepping import tell
from vidsyn.collaborations import access as collaborations
from vidsyn.collaborations.models import Collaboration
from vidsyn.history import recording
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.people.vocabulary import Needed


@operation(records=[AgreementFact.COLLABORATION_LINKED])
def collaboration_link_agreement(
    *, agreement: Agreement, collaboration: Collaboration, actor: Actor
) -> Agreement:
    """Say that a collaboration rests on an agreement. Takes the right over one of the two; both must be seen."""
    current = _opened(agreement, collaboration, actor)
    if current.collaborations.filter(pk=collaboration.pk).exists():
        recording.nothing_changed()
        return current
    current.collaborations.add(collaboration)
    _told(AgreementFact.COLLABORATION_LINKED, current, collaboration, actor, linked=True)
    return current


@operation(records=[AgreementFact.COLLABORATION_UNLINKED])
def collaboration_unlink_agreement(
    *, agreement: Agreement, collaboration: Collaboration, reason: str = "", actor: Actor
) -> Agreement:
    """Say that a collaboration does not rest on an agreement. Takes the same right as linking them."""
    current = _opened(agreement, collaboration, actor)
    if not current.collaborations.filter(pk=collaboration.pk).exists():
        recording.nothing_changed()
        return current
    current.collaborations.remove(collaboration)
    _told(AgreementFact.COLLABORATION_UNLINKED, current, collaboration, actor, linked=False, reason=reason)
    return current


def _opened(agreement: Agreement, collaboration: Collaboration, actor: Actor) -> Agreement:
    """Return the agreement, locked, after checking that the actor sees both and may edit one of them."""
    current = locked(agreement)
    sees = access.may_see(actor, current) and collaborations.may_see(actor, collaboration)
    edits = access.may_edit(actor, current) or collaborations.may_edit(actor, collaboration)
    rights.require(sees and edits, needed=Needed.COORDINATOR)
    return current


def _told(
    fact: AgreementFact,
    agreement: Agreement,
    collaboration: Collaboration,
    actor: Actor,
    *,
    linked: bool,
    reason: str = "",
) -> None:
    """Record one fact for each of the two, so that it is in both histories."""
    save(agreement)
    ours, theirs = {"collaborations": collaboration.pk}, {"agreements": agreement.pk}
    if linked:
        tell(fact, agreement, actor, after=ours, reason=reason)
        recording.record(fact, subject=collaboration, actor=actor, after=theirs, reason=reason)
    else:
        tell(fact, agreement, actor, before=ours, reason=reason)
        recording.record(fact, subject=collaboration, actor=actor, before=theirs, reason=reason)

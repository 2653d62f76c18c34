"""Partners in a collaboration: add, link to the register, remove."""

from __future__ import annotations

from functools import partial
from typing import Any

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.models import Collaboration, CollaborationPartner
from vidsyn.collaborations.operations.describing import refresh_words
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor


@operation(records=[CollaborationFact.PARTNER_ADDED])
def collaboration_partner_add(
    *,
    collaboration: Collaboration,
    partner: Partner | None = None,
    name: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> CollaborationPartner:
    """Add a partner: one of the register, or a name as written, linked later."""
    collaboration = locked(
        collaboration, expected_version=expected_version, insider=partial(access.may_edit, actor)
    )
    access.require_edit(actor, collaboration)
    written = name.strip() or (partner.name if partner else "")
    if not written:
        raise Refusal("collaboration_partner_needed", field="partner")
    _check_not_there(collaboration, partner)
    row = CollaborationPartner.objects.create(collaboration=collaboration, partner=partner, name=written)
    _save(collaboration)
    recording.record(CollaborationFact.PARTNER_ADDED, subject=collaboration, actor=actor, after=_named(row))
    return row


@operation(records=[CollaborationFact.PARTNER_LINKED])
def collaboration_link_partner(
    *,
    collaboration_partner: CollaborationPartner,
    partner: Partner,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> CollaborationPartner:
    """Say which partner of the register a written name is; the name as written stays."""
    collaboration = locked(collaboration_partner.collaboration)
    access.require_edit(actor, collaboration)
    row = locked(collaboration_partner, expected_version=expected_version, insider=lambda _row: True)
    if row.partner_id == partner.pk:
        recording.nothing_changed()
        return row
    _check_not_there(collaboration, partner)
    before = _named(row)
    row.partner = partner
    save(row)
    _save(collaboration)
    recording.record(
        CollaborationFact.PARTNER_LINKED,
        subject=collaboration,
        actor=actor,
        before=before,
        after={**_named(row), **recording.of_part(row)},
        reason=reason,
    )
    return row


@operation(records=[CollaborationFact.PARTNER_REMOVED])
def collaboration_partner_remove(
    *, collaboration_partner: CollaborationPartner, reason: str = "", actor: Actor
) -> None:
    """Take a partner out, with those named responsible on its side. The last one stays: add the other first."""
    collaboration = locked(collaboration_partner.collaboration)
    access.require_edit(actor, collaboration)
    row = locked(collaboration_partner)
    if collaboration.partners.count() == 1:
        raise Refusal("collaboration_last_partner", kind=RefusalKind.STATE)
    before = _named(row)
    before["responsibles"] = [[person.name, person.email] for person in row.responsibles.all()]
    row.responsibles.all().delete()
    row.delete()
    _save(collaboration)
    recording.record(
        CollaborationFact.PARTNER_REMOVED,
        subject=collaboration,
        actor=actor,
        before=before,
        reason=reason,
        personal=("responsibles",),
    )


def _check_not_there(collaboration: Collaboration, partner: Partner | None) -> None:
    if partner is not None and collaboration.partners.filter(partner=partner).exists():
        raise Refusal(
            "collaboration_partner_already", kind=RefusalKind.STATE, field="partner", name=partner.name
        )


def _named(row: CollaborationPartner) -> dict[str, Any]:
    return {"partner": row.name, "partner_id": str(row.partner_id) if row.partner_id else None}


def _save(collaboration: Collaboration) -> None:
    refresh_words(collaboration)
    save(collaboration)

"""Operations on a unit's notes about a partner. Their text is restricted, in history too."""

from __future__ import annotations

from django.utils import timezone

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.history.recording import nothing_changed, record, snapshot
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.shapes import Said
from vidsyn.partners import access
from vidsyn.partners.facts import PartnerFact
from vidsyn.partners.models import Partner, PartnerNote
from vidsyn.partners.operations.keeping import partner_locked
from vidsyn.people.access import require
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Needed

PERSONAL = ("text",)


@operation(records=[PartnerFact.NOTE_ADDED])
def partner_note_add(*, partner: Partner, text: Said, unit: Unit | None = None, actor: Actor) -> PartnerNote:
    """Write a note that only the unit and the office see; without unit, only the office."""
    _require_writer(actor, unit)
    note = PartnerNote(partner=partner_locked(partner), unit=unit, text=_text(text))
    note.save(force_insert=True)
    after = snapshot(note, ("partner", "unit", "text"))
    record(PartnerFact.NOTE_ADDED, subject=note, actor=actor, after=after, personal=PERSONAL, restricted=True)
    return note


@operation(records=[PartnerFact.NOTE_UPDATED])
def partner_note_update(
    *, note: PartnerNote, text: Said, expected_version: int | None = None, actor: Actor
) -> PartnerNote:
    """Change what a note says."""
    _require_writer(actor, note.unit)
    current = locked(note, expected_version=expected_version, insider=lambda _note: True)
    before, current.text = current.text, _text(text)
    if before == current.text:
        nothing_changed()
        return current
    save(current)
    record(
        PartnerFact.NOTE_UPDATED,
        subject=current,
        actor=actor,
        before={"text": before},
        after={"text": current.text},
        personal=PERSONAL,
        restricted=True,
    )
    return current


@operation(records=[PartnerFact.NOTE_REMOVED])
def partner_note_remove(*, note: PartnerNote, reason: str = "", actor: Actor) -> None:
    """Take a note away. History keeps what it said, for those who could read it."""
    _require_writer(actor, note.unit)
    current = locked(note)
    before, current.text, current.removed_at = current.text, "", timezone.now()
    save(current)
    record(
        PartnerFact.NOTE_REMOVED,
        subject=current,
        actor=actor,
        before={"text": before},
        reason=reason,
        personal=PERSONAL,
        restricted=True,
    )


def _require_writer(actor: Actor, unit: Unit | None) -> None:
    needed = Needed.REGISTRAR if unit else Needed.OFFICE
    require(access.may_write_note(actor, unit), needed=needed)


def _text(text: str) -> str:
    if not text.strip():
        raise Refusal("note_empty", field="text")
    return text.strip()

"""Register a collaboration: four fields and two minutes."""

from __future__ import annotations

from vidsyn.acts.operations import operation
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.logic.terms import TermChange
from vidsyn.collaborations.models import Collaboration, CollaborationPartner
from vidsyn.collaborations.operations.describing import (
    Codes,
    set_words,
    terms_checked,
    terms_recorded,
    terms_replace,
)
from vidsyn.collaborations.vocabulary import Purpose, Status
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, refuse_if
from vidsyn.kernel.shapes import Said
from vidsyn.partners.models import Partner
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.vocabulary import Needed


@operation(records=[CollaborationFact.REGISTERED])
def collaboration_register(
    *,
    title: Said,
    purposes: tuple[Purpose, ...],
    partner: Partner | None = None,
    partner_name: str = "",
    unit: Unit | None = None,
    purpose_text: str = "",
    goals: tuple[int, ...] = (),
    ongoing: bool = False,
    actor: Actor,
) -> Collaboration:
    """Register a collaboration.

    The title is stored in the actor's language. A partner is one in the register or a name as written, linked
    later. `unit` defaults to the actor's own. It begins as potential, or as ongoing when it already is; the actor
    becomes its owner.
    """
    written = partner_name.strip() or (partner.name if partner else "")
    unit = _checked(title, purposes, written, unit or _own_unit(actor))
    access.require(access.may_register_for(actor, unit.path), needed=Needed.REGISTRAR)
    wanted = terms_checked(TermChange(purposes=purposes, goals=goals))
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    collaboration = Collaboration(
        lead_unit=unit,
        owner=person,
        registrar=person,
        purpose_text=purpose_text.strip(),
        status=Status.ONGOING if ongoing else Status.POTENTIAL,
    )
    setattr(collaboration, _title_field(actor), title.strip())
    set_words(collaboration, [(written, partner)])
    collaboration.save(force_insert=True)
    terms_replace(collaboration, wanted)
    CollaborationPartner.objects.create(collaboration=collaboration, partner=partner, name=written)
    _record(collaboration, written, partner, wanted, actor)
    return collaboration


def _title_field(actor: Actor) -> str:
    return "title_en" if actor.language == "en" else "title_sv"


def _record(
    collaboration: Collaboration, written: str, partner: Partner | None, wanted: Codes, actor: Actor
) -> None:
    fields = (_title_field(actor), "lead_unit", "owner", "status", "level")
    told = recording.snapshot(collaboration, fields) | terms_recorded(wanted)
    told |= {"partner": written, "partner_id": str(partner.pk) if partner else None}
    if collaboration.purpose_text:
        told["purpose_text"] = collaboration.purpose_text
    recording.record(CollaborationFact.REGISTERED, subject=collaboration, actor=actor, after=told)


def _own_unit(actor: Actor) -> Unit | None:
    return Unit.objects.filter(path=actor.unit_path, active=True).first() if actor.unit_path else None


def _checked(title: str, purposes: tuple[Purpose, ...], written: str, unit: Unit | None) -> Unit:
    """Return the unit after checking that everything required is given."""
    missing = {
        "title": not title.strip(),
        "partner": not written,
        "purposes": not purposes,
        "unit": unit is None,
    }
    refuse_if(
        [Refusal(f"collaboration_{name}_needed", field=name) for name, absent in missing.items() if absent]
    )
    assert unit is not None
    return unit

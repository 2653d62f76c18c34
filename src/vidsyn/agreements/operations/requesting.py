"""A department requests an agreement, and the right coordinator receives it."""

from __future__ import annotations

from datetime import date

from vidsyn import here
from vidsyn.acts.operations import operation
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.logic.kinds import Needs
from vidsyn.agreements.logic.routing import Request, Route, coordinator_for
from vidsyn.agreements.models import Agreement, Party, RequestRoute
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.operations.search_text import words_of
from vidsyn.agreements.operations.stepping import kind_checked, stage_reached, tell
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.agreements.vocabulary import Side, Stage
from vidsyn.collaborations.models import Collaboration
from vidsyn.kernel.refusals import Refusal, refuse_if
from vidsyn.kernel.shapes import Said
from vidsyn.partners.models import Partner
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, RoleAssignment, Unit
from vidsyn.people.vocabulary import Needed, Role


@operation(records=[AgreementFact.REQUESTED])
def agreement_request(
    *,
    kind: str,
    title: Said,
    partner: Partner | None = None,
    partner_name: str = "",
    unit: Unit | None = None,
    purpose: str = "",
    framework: Agreement | None = None,
    collaboration: Collaboration | None = None,
    on: date | None = None,
    is_sample: bool = False,
    actor: Actor,
) -> Agreement:
    """Ask for a new agreement.

    The title is stored in the actor's language. The partner is one in the register or a name as written, linked
    later. `unit` defaults to the actor's own. The request goes to the coordinator that the routing rules name, else
    the nearest unit's coordinator, else the office.
    """
    unit = unit or _own_unit(actor)
    _check(title, partner, partner_name, unit)
    access.require(access.may_register_for(actor, unit.path if unit else ""), needed=Needed.REGISTRAR)
    agreement = Agreement(
        kind=kind_checked(kind, agreement_kinds()),
        unit=unit,
        requester_id=actor.person_id,
        owner=_coordinator(unit, partner),
        purpose=purpose.strip(),
        framework=framework,
        is_sample=is_sample,
        **{"title_en" if actor.language == "en" else "title_sv": title.strip()},
    )
    name = partner_name.strip() or (partner.name if partner else "")
    return _registered(agreement, partner, name, collaboration, on or here.today(), actor)


def _registered(
    agreement: Agreement,
    partner: Partner | None,
    name: str,
    collaboration: Collaboration | None,
    on: date,
    actor: Actor,
) -> Agreement:
    agreement.move, agreement.move_since = Side.OURS, on
    agreement.search = words_of(agreement, [(name, partner)])
    agreement.save(force_insert=True)
    stage_reached(agreement, Stage.REQUESTED, on)
    Party.objects.create(agreement=agreement, side=Side.OURS)
    Party.objects.create(agreement=agreement, side=Side.PARTNER, partner=partner, name=name)
    if collaboration is not None:
        agreement.collaborations.add(collaboration)
    tell(
        AgreementFact.REQUESTED,
        agreement,
        actor,
        after={
            "kind": agreement.kind,
            "title_sv": agreement.title_sv,
            "title_en": agreement.title_en,
            "unit": agreement.unit_id,
            "owner": agreement.owner_id,
            "partner": name,
            "on": on,
        },
    )
    reindex(agreement)
    return agreement


def _check(title: str, partner: Partner | None, partner_name: str, unit: Unit | None) -> None:
    absent = {
        Needs.TITLE: not title.strip(),
        Needs.PARTNER: partner is None and not partner_name.strip(),
        Needs.UNIT: unit is None,
    }
    refuse_if(
        [
            Refusal("agreement_lacks_at_start", field=str(need), need=need)
            for need, is_so in absent.items()
            if is_so
        ]
    )


def _own_unit(actor: Actor) -> Unit | None:
    return Unit.objects.filter(path=actor.unit_path, active=True).first() if actor.unit_path else None


def _coordinator(unit: Unit | None, partner: Partner | None) -> Person | None:
    """Return who receives the request; None is the office."""
    request = Request(
        unit_path=unit.path if unit else "",
        partner_id=partner.pk if partner else None,
        country=partner.country if partner else "",
    )
    routes = [
        Route(r.coordinator_id, r.unit.path if r.unit else "", r.partner_id, r.country)
        for r in RequestRoute.objects.filter(coordinator__is_active=True, removed_at=None).select_related(
            "unit"
        )
    ]
    routes += [
        Route(assignment.person_id, assignment.unit.path)
        for assignment in RoleAssignment.objects.filter(
            role=Role.COORDINATOR, person__is_active=True, ends_on=None
        ).select_related("unit")
        if assignment.unit
    ]
    found = coordinator_for(request, routes)
    return Person.objects.get(pk=found) if found else None

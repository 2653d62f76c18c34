"""Routing of requests and rounds of decisions, which the office sets."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from vidsyn.acts.locking import locked, save, saved
from vidsyn.acts.operations import operation
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement, DecisionRound, RequestRoute
from vidsyn.agreements.operations.indexing import reindex
from vidsyn.agreements.operations.stepping import kind_checked
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import CountryCode, Said
from vidsyn.partners.models import Partner
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.vocabulary import Needed

_ROUND = ("name_sv", "name_en", "closes_on", "kinds")
_ROUTE = ("unit", "partner", "country", "coordinator")
SHOWN = 5  # number of affected agreements a refusal names


@operation(records=[AgreementFact.ROUND_OPENED])
def decision_round_open(
    *, name_sv: Said, name_en: Said, closes_on: date, kinds: tuple[str, ...] = (), actor: Actor
) -> DecisionRound:
    """Set a round in which agreements are decided on together, with its closing date; for some kinds or all."""
    access.require(access.may_run_register(actor), needed=Needed.OFFICE)
    if not (name_sv.strip() and name_en.strip()):
        raise Refusal("round_name_missing", field="name_sv")
    known = agreement_kinds()
    made = DecisionRound.objects.create(
        name_sv=name_sv.strip(),
        name_en=name_en.strip(),
        closes_on=closes_on,
        kinds=[kind_checked(kind, known) for kind in kinds],
    )
    recording.record(
        AgreementFact.ROUND_OPENED, subject=made, actor=actor, after=recording.snapshot(made, _ROUND)
    )
    return made


@operation(records=[AgreementFact.ROUND_UPDATED])
def decision_round_update(
    *,
    decision_round: DecisionRound,
    name_sv: Said | None = None,
    name_en: Said | None = None,
    closes_on: date | None = None,
    kinds: tuple[str, ...] | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> DecisionRound:
    """Change a round's name, closing date or kinds; what is not given stays. No kinds at all means every kind."""
    access.require(access.may_run_register(actor), needed=Needed.OFFICE)
    current = locked(decision_round, expected_version=expected_version)
    before = recording.snapshot(current, _ROUND)
    current.name_sv = current.name_sv if name_sv is None else name_sv.strip()
    current.name_en = current.name_en if name_en is None else name_en.strip()
    current.closes_on = closes_on or current.closes_on
    if kinds is not None:
        current.kinds = [kind_checked(kind, agreement_kinds()) for kind in kinds]
    if not (current.name_sv and current.name_en):
        raise Refusal("round_name_missing", field="name_sv")
    saved(current, before, AgreementFact.ROUND_UPDATED, actor)
    reindex(*Agreement.objects.filter(decision_round=current))
    return current


@operation(records=[AgreementFact.ROUND_REMOVED])
def decision_round_remove(
    *, decision_round: DecisionRound, reason: str = "", expected_version: int | None = None, actor: Actor
) -> None:
    """Take out a round that no agreement stands in, one that was set by mistake or is not to be held."""
    access.require(access.may_run_register(actor), needed=Needed.OFFICE)
    current = locked(decision_round, expected_version=expected_version)
    if current.removed_at is not None:
        recording.nothing_changed()
        return
    standing = Agreement.objects.listed().filter(decision_round=current)[:SHOWN]
    if standing:
        raise Refusal(
            "round_in_use", kind=RefusalKind.STATE, numbers=", ".join(one.number for one in standing)
        )
    current.removed_at = timezone.now()
    save(current)
    recording.record(
        AgreementFact.ROUND_REMOVED,
        subject=current,
        actor=actor,
        before=recording.snapshot(current, _ROUND),
        reason=reason,
    )


@operation(records=[AgreementFact.ROUTE_SET])
def request_route_set(
    *,
    coordinator: Person,
    unit: Unit | None = None,
    partner: Partner | None = None,
    country: CountryCode = "",
    actor: Actor,
) -> RequestRoute:
    """Send requests for a unit, partner or country to a coordinator; the narrowest rule that fits counts."""
    access.require(access.may_run_register(actor), needed=Needed.OFFICE)
    if unit is None and partner is None and not country:
        raise Refusal("route_without_condition", field="unit")
    if not coordinator.is_active:
        raise Refusal("owner_has_left", field="coordinator", name=coordinator.name)
    route = RequestRoute.objects.filter(
        unit=unit, partner=partner, country=country.upper(), removed_at=None
    ).first()
    before = recording.snapshot(route, _ROUTE) if route else {}
    if route is None:
        route = RequestRoute.objects.create(
            unit=unit, partner=partner, country=country.upper(), coordinator=coordinator
        )
    else:
        route.coordinator = coordinator
        save(route)
    recording.record(
        AgreementFact.ROUTE_SET,
        subject=route,
        actor=actor,
        before=before,
        after=recording.snapshot(route, _ROUTE),
    )
    return route


@operation(records=[AgreementFact.ROUTE_REMOVED])
def request_route_remove(*, route: RequestRoute, reason: str = "", actor: Actor) -> None:
    """Stop sending requests by this rule."""
    access.require(access.may_run_register(actor), needed=Needed.OFFICE)
    current = locked(route)
    current.removed_at = timezone.now()
    save(current)
    recording.record(
        AgreementFact.ROUTE_REMOVED,
        subject=current,
        actor=actor,
        before=recording.snapshot(current, _ROUTE),
        reason=reason,
    )

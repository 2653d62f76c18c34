"""Shared by all operations on networks: lock, check, save and record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from vidsyn.acts.locking import locked
from vidsyn.history.models import Record
from vidsyn.history.recording import record, snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.partners.facts import NetworkFact
from vidsyn.partners.logic.entries import fitting
from vidsyn.partners.logic.identifiers import web_address
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import (
    Network,
    NetworkPhase,
)
from vidsyn.people.actors import Actor

R = TypeVar("R", bound=Record)
NETWORK_TOLD = (
    "name_sv", "name_en", "acronym", "kind", "website", "purpose_sv", "purpose_en", "member_since", "member_until",
)  # fmt: skip
PHASE_TOLD = ("network", "name", "starts_on", "ends_on", "amount", "currency", "funder")


def network_locked(network: Network, expected_version: int | None = None) -> Network:
    """Return the network, locked. Refuses `network_closed` when the university has left it."""
    current = locked(network, expected_version=expected_version)
    if not current.active:
        raise Refusal("network_closed", kind=RefusalKind.STATE, reference=current.reference)
    return current


def network_kept(network: Network) -> None:
    """Normalise names (each fills in for the other), search words and web address; refusals name the field."""
    for field, longest in (("name_sv", 200), ("name_en", 200), ("acronym", 40)):
        setattr(network, field, fitting(" ".join(getattr(network, field).split()), field, longest))
    if not fold(network.name_sv) and not fold(network.name_en):
        raise Refusal("network_name_missing", field="name_sv")
    network.name_sv = network.name_sv or network.name_en
    network.name_en = network.name_en or network.name_sv
    network.website = web_address(network.website)
    names = dict.fromkeys(fold(name) for name in (network.name_sv, network.name_en, network.acronym))
    network.folded = " ".join(names)
    require_period(network.member_since, network.member_until, "member_until")


def phase_kept(phase: NetworkPhase) -> None:
    """Normalise and check a phase: it has a name, and both or neither of amount and currency."""
    phase.name = fitting(phase.name.strip(), "name", 120)
    phase.currency = phase.currency.strip().upper()
    if not phase.name:
        raise Refusal("field_required", field="name", label="name")
    if phase.amount is None and not phase.currency:
        require_period(phase.starts_on, phase.ends_on)
        return
    currency_given = len(phase.currency) == 3 and phase.currency.isalpha() and phase.currency.isascii()
    if phase.amount is None or phase.amount < 0 or phase.amount >= 10**12 or not currency_given:
        raise Refusal("phase_amount_form", field="amount")
    require_period(phase.starts_on, phase.ends_on)


def require_period(first: date | None, last: date | None, field: str = "ends_on") -> None:
    """Refuse `period_backwards` for a last day before the first."""
    if first and last and last < first:
        raise Refusal("period_backwards", field=field)


def set_values(thing: Record, values: Mapping[str, object]) -> None:
    """Set each of the fields."""
    for name, value in values.items():
        setattr(thing, name, value)


def told_of(thing: Record, fields: tuple[str, ...]) -> dict[str, object]:
    """Return the non-empty fields, for the history."""
    return {name: value for name, value in snapshot(thing, fields).items() if value not in (None, "")}


def added(
    thing: R, fields: tuple[str, ...], fact: NetworkFact, actor: Actor, *, personal: tuple[str, ...] = ()
) -> R:
    """Save a new object and record it."""
    thing.save(force_insert=True)
    record(fact, subject=thing, actor=actor, after=told_of(thing, fields), personal=personal)
    return thing

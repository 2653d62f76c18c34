"""The sample's agreements, each taken to its stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.operations.ending import agreement_terminate, notice_give
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, PlacesItem, agreements_import
from vidsyn.agreements.operations.parties import steering_member_add
from vidsyn.agreements.operations.renewing import agreement_renew
from vidsyn.agreements.operations.signing import signature_confirm
from vidsyn.agreements.vocabulary import Direction, Level, Side, Stage
from vidsyn.kernel.precision import Precision
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.sample.dates import written_period
from vidsyn.sample.ground import Partners
from vidsyn.sample.reading import Entry, entries

# Stages of unsigned examples; every other state follows from dates and events.
_ON_THEIR_WAY = {"requested", "drafting", "in_review", "decided", "for_signature", "withdrawn"}


@dataclass(frozen=True, slots=True)
class Register:
    """Records the agreements refer to, by their names in the data file."""

    partners: Partners
    units: dict[str, Unit]
    people: dict[str, Person]


def agreements_load(register: Register, actor: Actor, on: date) -> None:
    """Import all agreements as one act, then apply the events of each entry."""
    given = [entry for entry in entries("agreements") if "renews" not in entry]
    items = tuple(_item(entry, register, on) for entry in given)
    made = dict(zip((e["key"] for e in given), agreements_import(items=items, actor=actor), strict=True))
    for entry in given:
        _after_signing(entry, made, actor, on)
    for entry in entries("agreements"):
        if "renews" in entry:
            _renewed(entry, made[entry["renews"]], actor, on)


def _item(entry: Entry, register: Register, on: date) -> AgreementItem:
    stage = Stage(entry["state"]) if entry["state"] in _ON_THEIR_WAY else Stage.SIGNED
    terms = _terms(entry, on)
    return AgreementItem(
        kind=entry["kind"],
        register_number=entry.get("number"),
        title_sv=entry["title_sv"],
        title_en=entry["title_en"],
        languages=entry.get("text_language"),
        unit=register.units[entry["unit"]],
        owner=register.people[entry["owner"]] if "owner" in entry else None,
        partners=tuple(PartyItem(name, register.partners[name]) for name in entry["partners"]),
        terms=terms,
        stage=stage,
        signed_on=_signed_on(terms) if stage is Stage.SIGNED else None,
        level=Level(entry["level"]) if "level" in entry else None,
        amount=Decimal(entry["amount"]) if "amount" in entry else None,
        purpose=entry.get("purpose_sv", "").strip() or None,
        places=_places(entry),
        is_sample=not entry.get("real", False),
    )


def _signed_on(terms: Terms) -> date | None:
    """Return the first day, if it is known to the day: a month is not a date of signature."""
    return terms.starts_on if terms.starts_precision is Precision.DAY else None


def _terms(entry: Entry, on: date) -> Terms:
    starts = written_period(entry["starts"], on) if "starts" in entry else None
    ends = written_period(entry["ends"], on) if "ends" in entry else None
    values: dict[str, Any] = {
        name: entry[name] for name in ("notice_months", "notice_days", "renewal_months") if name in entry
    }
    if starts:
        values |= {"starts_on": starts.first, "starts_precision": starts.precision}
    if ends:
        values |= {"ends_on": ends.last, "ends_precision": ends.precision}
    return Terms(open_ended=entry.get("open_ended", False), **values)


def _places(entry: Entry) -> tuple[PlacesItem, ...]:
    directions = {"out": Direction.OUT, "in": Direction.IN}
    return tuple(PlacesItem(directions[name], count) for name, count in entry.get("places", {}).items())


def _after_signing(entry: Entry, made: dict[str, Agreement], actor: Actor, on: date) -> None:
    agreement = made[entry["key"]]
    if "under" in entry:
        agreement_update(agreement=agreement, framework=made[entry["under"]], actor=actor)
    if entry["state"] not in _ON_THEIR_WAY and entry.get("signature_verified", True):
        signature_confirm(agreement=agreement, on=on, reason=entry.get("reason", ""), actor=actor)
    for happening, step in _HAPPENINGS.items():
        if happening in entry:
            step(agreement, entry, actor, on)


def _notice(agreement: Agreement, entry: Entry, actor: Actor, on: date) -> None:
    received = written_period(entry["notice_on"], on).first
    notice_give(agreement=agreement, side=Side.OURS, received_on=received, actor=actor)


def _termination(agreement: Agreement, entry: Entry, actor: Actor, on: date) -> None:
    last_day = written_period(entry["terminated_on"], on).first
    agreement_terminate(agreement=agreement, last_day=last_day, reason=entry["reason"], actor=actor)


def _steering_group(agreement: Agreement, entry: Entry, actor: Actor, _on: date) -> None:
    sides = {"own": Side.OURS, "partner": Side.PARTNER}
    for name, members in entry["steering_group"].items():
        party = agreement.parties.get(side=sides[name])
        for member in members:
            steering_member_add(party=party, name=member, actor=actor)


_HAPPENINGS: dict[str, Callable[[Agreement, Entry, Actor, date], None]] = {
    "notice_on": _notice,
    "terminated_on": _termination,
    "steering_group": _steering_group,
}


def _renewed(entry: Entry, old: Agreement, actor: Actor, on: date) -> None:
    agreement_renew(
        agreement=old,
        terms=_terms(entry, on),
        title_sv=entry["title_sv"],
        title_en=entry["title_en"],
        on=on,
        actor=actor,
    )

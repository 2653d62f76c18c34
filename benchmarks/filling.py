"""Fills an empty register with made-up records, through the operations, and says how fast that went."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.operations.importing import AgreementItem, PartyItem, agreements_import
from vidsyn.collaborations.operations.importing import CollaborationItem, PartnerNamed, collaborations_import
from vidsyn.collaborations.vocabulary import Level, Purpose, Status
from vidsyn.history import recording
from vidsyn.history.models import HistoryEntry
from vidsyn.partners.logic.entries import NameEntry, PartnerEntry
from vidsyn.partners.models import Partner
from vidsyn.partners.operations.bulk import partner_register_many
from vidsyn.partners.vocabulary import PartnerKind
from vidsyn.people.actors import Actor, local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.people.queries.persons import person_list
from vidsyn.people.queries.units import unit_list
from vidsyn.sample.ground import people_load, units_load

T = TypeVar("T")
CHUNK = 500
ON = date(2026, 11, 22)
COUNTRIES = [
    "SE",
    "NO",
    "DK",
    "FI",
    "DE",
    "FR",
    "IT",
    "ES",
    "PT",
    "PL",
    "NL",
    "BE",
    "AT",
    "CH",
    "GB",
    "IE",
    "US",
    "CA",
    "JP",
    "KR",
    "CN",
    "IN",
    "AU",
    "BR",
    "ZA",
    "KE",
    "UG",
    "TZ",
]
KINDS = ("exchange", "memorandum", "research", "double_degree", "cotutelle", "erasmus_inter_institutional")
WORDS = [
    "Nord",
    "Syd",
    "Öst",
    "Väst",
    "Berg",
    "Sjö",
    "Strand",
    "Lund",
    "Ås",
    "Dal",
    "Fors",
    "Holm",
    "Vik",
    "Näs",
    "Torp",
    "Hed",
    "Skog",
    "Backe",
    "Ström",
    "Hamn",
]


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each."""

    partners: int
    agreements: int
    collaborations: int
    history: int


@dataclass
class Register:
    """What was made, for the fillers that refer to it; how fast; and the draw that makes it the same every time."""

    actor: Actor
    units: list[Unit]
    people: list[Person]
    partners: list[Partner] = field(default_factory=list)
    rates: dict[str, float] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(7))


def ground() -> Register:
    """An empty register with the sample's units and people."""
    actor = local_operator()
    units_load(actor)
    people_load(actor)
    return Register(actor, list(unit_list(actor)), list(person_list(actor)))


def fill(register: Register, size: Size, *, say: Callable[[str], None] = lambda _text: None) -> None:
    """Partners, collaborations, agreements and history rows, that many more of each; `say` is told how it goes."""
    fillers = (
        ("partners", size.partners, _partners),
        ("collaborations", size.collaborations, _collaborations),
        ("agreements", size.agreements, _agreements),
        ("history rows", size.history, _history),
    )
    for name, count, filler in fillers:
        say(f"{count:,} {name} …")
        started = time.perf_counter()
        made = filler(register, count)
        register.rates[name] = made / (time.perf_counter() - started)


def _partners(register: Register, count: int) -> int:
    chance = register.chance
    entries = [
        PartnerEntry(
            names=(
                NameEntry(f"Universitetet i {_word(chance)}{_word(chance).lower()} {number}", "sv"),
                NameEntry(f"University of {_word(chance)}{_word(chance).lower()} {number}", "en"),
            ),
            kind=PartnerKind.UNIVERSITY,
            country=chance.choice(COUNTRIES),
            city=_word(chance),
        )
        for number in range(count)
    ]
    for part in _chunks(entries):
        register.partners += partner_register_many(entries=list(part), actor=register.actor)
    return count


def _collaborations(register: Register, count: int) -> int:
    chance = register.chance
    items = [
        CollaborationItem(
            title_sv=f"Samverkan {number} om {_word(chance).lower()}",
            unit=chance.choice(register.units),
            owner=chance.choice(register.people),
            partners=tuple(_named(partner) for partner in chance.sample(register.partners, 2)),
            status=chance.choice(list(Status)),
            level=chance.choice(list(Level)),
            starts_on=ON - timedelta(days=chance.randrange(3000)),
            purposes=(chance.choice(list(Purpose)),),
            kinds=("research", "mobility"),
        )
        for number in range(count)
    ]
    for part in _chunks(items):
        collaborations_import(items=tuple(part), actor=register.actor)
    return count


def _agreements(register: Register, count: int) -> int:
    items = [_agreement(register, number, register.chance) for number in range(count)]
    for part in _chunks(items):
        agreements_import(items=tuple(part), actor=register.actor)
    return count


def _agreement(register: Register, number: int, chance: random.Random) -> AgreementItem:
    starts = ON - timedelta(days=chance.randrange(3000))
    open_ended = chance.random() < 0.2
    partner = chance.choice(register.partners)
    return AgreementItem(
        kind=chance.choice(KINDS),
        register_number=f"B-{2010 + number % 16}-{number:05}",
        title_sv=f"Avtal {number}",
        title_en=f"Agreement {number}",
        unit=chance.choice(register.units),
        owner=chance.choice(register.people) if chance.random() < 0.9 else None,
        partners=(PartyItem(partner.name, partner),),
        terms=Terms(
            starts_on=starts,
            ends_on=None if open_ended else starts + timedelta(days=chance.randrange(365, 4000)),
            open_ended=open_ended,
            notice_months=chance.choice((3, 6, 12)),
        ),
        signed_on=starts,
    )


def _history(register: Register, count: int) -> int:
    """As many as are missing to `count`; what was filled in before has left its own."""
    missing = max(0, count - HistoryEntry.objects.count())
    partners = register.partners
    rows = (
        recording.prepare(
            "partner.updated",
            subject=partners[number % len(partners)],
            actor=register.actor,
            before={"city": "Nord"},
            after={"city": "Syd"},
        )
        for number in range(missing)
    )
    for part in _chunks(list(rows)):
        recording.record_all(part)
    return missing


def _named(partner: Partner) -> PartnerNamed:
    return PartnerNamed(partner.name, partner)


def _word(chance: random.Random) -> str:
    return chance.choice(WORDS)


def _chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]

"""Partners and networks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vidsyn import here
from vidsyn.kernel.bilingual import Words
from vidsyn.partners.queries.networks import network_list, network_story
from vidsyn.partners.queries.partners import PartnerFilter, partner_list, partner_story
from vidsyn.partners.vocabulary import MemberRole, NameKind, NetworkKind, PartnerKind, ReviewOutcome
from vidsyn.people.actors import Actor
from vidsyn.reads.filters import Asked
from vidsyn.reads.registry import Part, detail, listing, part_from, part_of, told


@dataclass(frozen=True, slots=True)
class PartnerTold:
    """An organisation as in lists; `country` is its ISO 3166 code, `ror` its ROR id."""

    id: uuid.UUID
    reference: str
    version: int
    name: Words
    kind: PartnerKind
    country: str
    city: str
    ror: str
    erasmus_code: str
    schac: str
    pic: str
    website: str
    active: bool
    is_sample: bool


@dataclass(frozen=True, slots=True)
class NameTold:
    """One of a partner's names."""

    id: uuid.UUID
    name: str
    language: str | None
    kind: NameKind


@dataclass(frozen=True, slots=True)
class ContactTold:
    """A person at the partner, for an area and a period."""

    id: uuid.UUID
    name: str
    email: str
    phone: str
    area: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class NoteTold:
    """A note the viewer may see."""

    id: uuid.UUID
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class MembershipTold:
    """A network the partner belongs to."""

    id: uuid.UUID
    network: str
    name: Words
    role: MemberRole
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class PartnerWhole:
    """A partner with everything on its page. `row` is the partner as in lists.

    `extra` holds imported columns that have no field here; empty for those who may not read them.
    """

    row: PartnerTold
    names: tuple[NameTold, ...]
    contacts: tuple[ContactTold, ...]
    past_contacts: tuple[ContactTold, ...]
    notes: tuple[NoteTold, ...]
    parts: tuple[PartnerTold, ...]
    predecessors: tuple[PartnerTold, ...]
    memberships: tuple[MembershipTold, ...]
    extra: dict[str, str]
    extra_open: bool
    may_edit: bool
    may_merge: bool


@dataclass(frozen=True, slots=True)
class NetworkFilter:
    """`closed` includes closed networks."""

    text: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class NetworkTold:
    """A network or alliance as in lists."""

    id: uuid.UUID
    reference: str
    version: int
    name: Words
    acronym: str
    kind: NetworkKind
    website: str
    purpose: Words
    member_since: date | None
    member_until: date | None
    active: bool
    is_sample: bool


@dataclass(frozen=True, slots=True)
class MemberTold:
    """A member of a network; `partner` is null for the university itself."""

    id: uuid.UUID
    partner: str | None
    name: Words | None
    role: MemberRole
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class PhaseTold:
    """A financing phase."""

    id: uuid.UUID
    name: str
    starts_on: date
    ends_on: date | None
    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class ReviewTold:
    """A dated review: should we stay?"""

    id: uuid.UUID
    due_on: date
    question: str
    outcome: ReviewOutcome | None
    decided_on: date | None
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class NetworkWhole:
    """A network with its members, phases and reviews."""

    row: NetworkTold
    members: tuple[MemberTold, ...]
    past_members: tuple[MemberTold, ...]
    phases: tuple[PhaseTold, ...]
    reviews: tuple[ReviewTold, ...]


@listing("/partners", tag="partners", item=PartnerTold, filtered_by=PartnerFilter)
def partners_list(viewer: Actor, wanted: PartnerFilter, page: Asked) -> Part:
    """Partners by name. `text` is any form of a name, a city or an identifier."""
    found = partner_list(viewer, wanted, page=page.page, size=page.size)
    return part_from(found, [_partner(partner) for partner in found.rows])


@detail("/partners/{name}", tag="partners", item=PartnerWhole)
def partner_read(viewer: Actor, name: str, on: date) -> PartnerWhole:
    """A partner by id, reference or ROR id, with everything on its page."""
    story = partner_story(viewer, name, on=on)
    return told(
        PartnerWhole,
        story,
        row=_partner(story.partner),
        names=tuple(told(NameTold, row) for row in story.names),
        contacts=tuple(told(ContactTold, row) for row in story.contacts),
        past_contacts=tuple(told(ContactTold, row) for row in story.past_contacts),
        notes=tuple(told(NoteTold, row) for row in story.notes),
        parts=tuple(_partner(row) for row in story.children),
        predecessors=tuple(_partner(row) for row in story.predecessors),
        memberships=tuple(_membership(row) for row in story.memberships),
        extra_open=story.partner.extra_open,
    )


@listing("/networks", tag="partners", item=NetworkTold, filtered_by=NetworkFilter)
def networks_list(viewer: Actor, wanted: NetworkFilter, page: Asked) -> Part:
    """Networks and alliances by name."""
    found = network_list(viewer, wanted.text, on=here.today(), closed=wanted.closed)
    return part_of(found, page, _network)


@detail("/networks/{name}", tag="partners", item=NetworkWhole)
def network_read(viewer: Actor, name: str, on: date) -> NetworkWhole:
    """A network by id or reference, with its members, phases and reviews."""
    story = network_story(viewer, name, on=on)
    return NetworkWhole(
        row=_network(story.network),
        members=tuple(_member(row) for row in story.members),
        past_members=tuple(_member(row) for row in story.past_members),
        phases=tuple(told(PhaseTold, row) for row in story.phases),
        reviews=tuple(
            told(ReviewTold, row, outcome=row.outcome or None)
            for row in (*([story.open_review] if story.open_review else []), *story.decided_reviews)
        ),
    )


def _partner(partner: Any) -> PartnerTold:
    return told(PartnerTold, partner, name=Words(partner.name_sv, partner.name_en))


def _network(network: Any) -> NetworkTold:
    name, purpose = Words(network.name_sv, network.name_en), Words(network.purpose_sv, network.purpose_en)
    return told(NetworkTold, network, name=name, purpose=purpose)


def _member(row: Any) -> MemberTold:
    partner = row.partner
    if partner is None:
        return told(MemberTold, row, partner=None, name=None)
    return told(MemberTold, row, partner=partner.reference, name=Words(partner.name_sv, partner.name_en))


def _membership(row: Any) -> MembershipTold:
    name = Words(row.network.name_sv, row.network.name_en)
    return told(MembershipTold, row, network=row.network.reference, name=name)

"""The lines of an agreement's page: one for each party, opinion, notice and other part."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.queries.rows import PartyRow
from vidsyn.agreements.vocabulary import (
    Direction,
    DocumentKind,
    Opinion,
    PlaceUnit,
    ReviewArea,
    Side,
    StudyLevel,
    Verdict,
)
from vidsyn.kernel.bilingual import Words


@dataclass(frozen=True, slots=True)
class SignatoryLine:
    """A signatory, with the date of signature."""

    name: str
    title: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class SteeringLine:
    """A member of the joint steering group."""

    id: uuid.UUID
    name: str
    role: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party with its signatories and steering group members."""

    id: uuid.UUID
    side: Side
    row: PartyRow
    signatories: tuple[SignatoryLine, ...]
    signed_on: date | None
    steering: tuple[SteeringLine, ...]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact person."""

    id: uuid.UUID
    side: Side
    name: str
    email: str
    area: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """A requested opinion, given once `given_on` is set."""

    id: uuid.UUID
    area: ReviewArea
    reviewer: str
    asked_on: date
    opinion: Opinion | None
    given_on: date | None
    text: str
    may_give: bool
    names_outsider: bool  # a person without an account, who can be erased here


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision."""

    verdict: Verdict
    decided_by: str
    title: str
    decided_on: date
    register_number: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice, possibly revoked."""

    id: uuid.UUID
    side: Side
    received_on: date
    ends_on: date | None
    text: str
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """An amendment with the resulting terms."""

    id: uuid.UUID
    effective_on: date
    signed_on: date | None
    register_number: str
    text: str
    changes: tuple[str, ...]
    terms: Terms
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class ObligationLine:
    """An obligation that outlives the agreement."""

    id: uuid.UUID
    text: str
    ends_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class PlacesLine:
    """Exchange places; `academic_year` None is every year."""

    id: uuid.UUID
    academic_year: int | None
    direction: Direction
    level: StudyLevel
    subject: str
    unit: Words | None
    count: int
    counts: PlaceUnit
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A version of a document."""

    id: uuid.UUID
    series: uuid.UUID
    number: int
    kind: DocumentKind
    title: str
    language: str
    file_name: str
    media_type: str
    size: int
    added_on: date


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A related agreement or collaboration."""

    reference: str
    title: Words

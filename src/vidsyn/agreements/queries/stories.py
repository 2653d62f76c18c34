"""One agreement with all that is told on its page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from vidsyn.agreements import access
from vidsyn.agreements.logic.deadlines import Due, due
from vidsyn.agreements.logic.kinds import Needs
from vidsyn.agreements.logic.lifecycle import ALLOWED_WHEN, steps_from
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.logic.timeline import Span, Standing, Step, spans, standing_on, terms_on
from vidsyn.agreements.models import Agreement, Party
from vidsyn.agreements.queries.configuration import kind_of
from vidsyn.agreements.queries.courses import (
    course_of,
    parties_of,
    party_signed_on,
    terms_of,
    with_courses,
)
from vidsyn.agreements.queries.finders import agreement_find
from vidsyn.agreements.queries.lists import AgreementRow, PartyRow, party_row, row_of
from vidsyn.agreements.vocabulary import (
    Direction,
    DocumentKind,
    Level,
    Opinion,
    PlaceUnit,
    ReviewArea,
    Side,
    Stage,
    StudyLevel,
    Verdict,
)
from vidsyn.collaborations import access as collaborations
from vidsyn.collaborations.models import Collaboration
from vidsyn.kernel.calendar import add_months
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.words import Words
from vidsyn.people.actors import Actor


@dataclass(frozen=True, slots=True)
class SignatoryLine:
    """Somebody who signs, and when she did."""

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
    """A party with its signatories and its members of the steering group."""

    id: uuid.UUID
    side: Side
    row: PartyRow
    signatories: tuple[SignatoryLine, ...]
    signed_on: date | None
    steering: tuple[SteeringLine, ...]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Whom to ask."""

    id: uuid.UUID
    side: Side
    name: str
    email: str
    area: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion asked for, and given once `given_on` is set."""

    id: uuid.UUID
    area: ReviewArea
    reviewer: str
    asked_on: date
    opinion: Opinion | None
    given_on: date | None
    text: str
    may_give: bool


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
    """A notice, also a revoked one."""

    id: uuid.UUID
    side: Side
    received_on: date
    ends_on: date | None
    text: str
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """An amendment with the terms as they read from its day."""

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
    """Something that outlives the agreement."""

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
    """Another agreement, or a collaboration, that this one stands beside."""

    reference: str
    title: Words


@dataclass(frozen=True, slots=True)
class AgreementStory:
    """Everything on the page. What only insiders see is None or empty for others (`sees_inside`)."""

    row: AgreementRow
    stage: Stage
    standing: Standing
    terms: Terms
    terms_now: Terms
    spans: tuple[Span, ...]
    steps_taken: tuple[Step, ...]
    dues: tuple[Due, ...]
    languages: str
    level: Level | None
    purpose: str
    note: str | None
    amount: Decimal | None
    currency: str
    confidential: bool | None
    confidentiality_ground: str | None
    further_units: tuple[tuple[str, Words], ...]
    framework: RelatedLine | None
    specifics: tuple[RelatedLine, ...]
    predecessor: RelatedLine | None
    successors: tuple[RelatedLine, ...]
    collaborations: tuple[RelatedLine, ...]
    parties: tuple[PartyLine, ...]
    contacts: tuple[ContactLine, ...]
    opinions: tuple[OpinionLine, ...]
    decisions: tuple[DecisionLine, ...]
    notices: tuple[NoticeLine, ...]
    amendments: tuple[AmendmentLine, ...]
    obligations: tuple[ObligationLine, ...]
    places: tuple[PlacesLine, ...]
    documents: tuple[DocumentLine, ...]
    round_id: uuid.UUID | None
    round_name: Words | None
    round_closes_on: date | None
    follow_up_on: date | None
    signature_confirmed_on: date | None
    owner_id: uuid.UUID | None
    requester: str
    signs_for_us: tuple[Words, ...]
    activity_may_rest_on_it: bool
    holds_places: bool
    extra: dict[str, str]
    source: str
    steps: tuple[str, ...]
    sees_inside: bool
    may_edit: bool
    may_decide: bool
    may_confirm: bool


_PARTS = (
    "further_units",
    "opinions__reviewer",
    "decisions__decided_by",
    "obligations",
    "places__unit",
    "documents",
    "contacts",
    "specifics",
    "parties__steering_members",
)


def agreement_detail(viewer: Actor, name: str, *, on: date) -> AgreementStory:
    """The agreement called `name`, as it stands on a day and as the viewer may see it; `not_found` otherwise.

    A constant number of statements, whatever it holds.
    """
    found = agreement_find(viewer, name)
    if found is None:
        raise Refusal("not_found", kind=RefusalKind.NOT_FOUND, subject=Agreement.KIND, name=name)
    rows = Agreement.objects.filter(pk=found.pk).select_related(
        "unit", "owner", "requester", "framework", "predecessor", "decision_round", "kept_course"
    )
    others = Party.objects.select_related("partner")
    resting = Collaboration.objects.filter(collaborations.visible_to(viewer))
    fetched = with_courses(
        rows.prefetch_related(
            Prefetch("parties", queryset=others), Prefetch("collaborations", queryset=resting), *_PARTS
        )
    ).get()
    fetched.others = [p for p in parties_of(fetched) if p.side == Side.PARTNER]  # type: ignore[attr-defined]
    return _story(viewer, fetched, on)


def _story(viewer: Actor, agreement: Agreement, on: date) -> AgreementStory:
    course = course_of(agreement)
    sees_inside = access.may_see_inside(viewer, agreement)
    sees_all = sees_inside or not agreement.confidential
    may_edit, may_decide = access.may_edit(viewer, agreement), access.may_decide(viewer, agreement)
    aimed = agreement.decision_round
    kind = kind_of(agreement)
    row = row_of(agreement, on)
    return AgreementStory(
        row=row,
        stage=Stage(agreement.stage),
        standing=standing_on(course, on),
        terms=terms_of(agreement),
        terms_now=terms_on(course, on),
        spans=spans(course),
        steps_taken=course.steps,
        dues=due(course, add_months(on, -12), add_months(on, 72)),
        languages=agreement.languages,
        level=Level(agreement.level) if agreement.level else None,
        purpose=agreement.purpose if sees_all else "",
        note=agreement.note if sees_inside else None,
        amount=agreement.amount if sees_inside else None,
        currency=agreement.currency,
        confidential=agreement.confidential,
        confidentiality_ground=agreement.confidentiality_ground if sees_inside else None,
        further_units=tuple((u.code, Words(u.name_sv, u.name_en)) for u in agreement.further_units.all()),
        framework=_related(viewer, agreement.framework),
        specifics=_all_related(viewer, agreement.specifics.all()),
        predecessor=_related(viewer, agreement.predecessor),
        successors=_all_related(viewer, agreement.successors.all()),
        collaborations=tuple(
            RelatedLine(c.reference, Words(c.title_sv, c.title_en)) for c in agreement.collaborations.all()
        ),
        parties=tuple(_party(party) for party in parties_of(agreement)),
        contacts=_contacts(agreement) if sees_inside else (),
        opinions=_opinions(viewer, agreement) if sees_inside or may_decide else (),
        decisions=_decisions(agreement),
        notices=tuple(
            NoticeLine(n.pk, Side(n.side), n.received_on, n.ends_on, n.text if sees_all else "", n.revoked_on)
            for n in agreement.notices.all()
        ),
        amendments=_amendments(agreement, sees_all=sees_all),
        obligations=tuple(
            ObligationLine(o.pk, o.text, o.ends_on, o.closed_on) for o in agreement.obligations.all()
        )
        if sees_all
        else (),
        places=_places(agreement) if sees_all else (),
        documents=_documents(agreement) if sees_inside else (),
        round_id=agreement.decision_round_id,
        round_name=Words(aimed.name_sv, aimed.name_en) if aimed else None,
        round_closes_on=aimed.closes_on if aimed else None,
        follow_up_on=agreement.follow_up_on,
        signature_confirmed_on=agreement.signature_confirmed_on,
        owner_id=agreement.owner_id,
        requester=agreement.requester.name if agreement.requester else "",
        signs_for_us=_signs_for_us(agreement),
        activity_may_rest_on_it=kind.activity_may_rest_on_it,
        holds_places=any(Needs.PLACES in needed for needed in kind.required.values()),
        extra={key: str(value) for key, value in agreement.extra.items()} if sees_inside else {},
        source=agreement.source,
        steps=_steps(agreement, row, may_edit=may_edit, may_decide=may_decide),
        sees_inside=sees_inside,
        may_edit=may_edit,
        may_decide=may_decide,
        may_confirm=access.may_confirm(viewer, agreement),
    )


def _steps(agreement: Agreement, row: AgreementRow, *, may_edit: bool, may_decide: bool) -> tuple[str, ...]:
    """The operations that the viewer may carry it on with, in the lifecycle's order."""
    if agreement.stage == Stage.SIGNED:
        return tuple(name for name, when in ALLOWED_WHEN.items() if may_edit and row.status in when)
    possible = steps_from(Stage(agreement.stage))
    return tuple(name for name in possible if (may_decide if name == "agreement_decide" else may_edit))


def _signs_for_us(agreement: Agreement) -> tuple[Words, ...]:
    path = agreement.unit.path if agreement.unit else ""
    level = Level(agreement.level) if agreement.level else None
    return tuple(
        Words(office.sv, office.en)
        for office in kind_of(agreement).signatories(level, path, agreement.amount)
    )


def _related(viewer: Actor, agreement: Agreement | None) -> RelatedLine | None:
    """Named only to those for whom it is open by its stage, or who own it: no statement is spent on the rest."""
    if agreement is None or agreement.voided_at is not None:
        return None
    if agreement.stage != Stage.SIGNED and not (viewer.is_office or access.is_mine(viewer, agreement)):
        return None
    return RelatedLine(agreement.reference, Words(agreement.title_sv, agreement.title_en))


def _all_related(viewer: Actor, agreements: Iterable[Agreement]) -> tuple[RelatedLine, ...]:
    return tuple(line for line in (_related(viewer, a) for a in agreements) if line)


def _party(party: Party) -> PartyLine:
    return PartyLine(
        id=party.pk,
        side=Side(party.side),
        row=party_row(party),
        signatories=tuple(SignatoryLine(s.name, s.title, s.signed_on) for s in party.signatories.all()),
        signed_on=party_signed_on(party),
        steering=tuple(
            SteeringLine(m.pk, m.name, m.role, m.valid_from, m.valid_until)
            for m in party.steering_members.all()
        ),
    )


def _contacts(agreement: Agreement) -> tuple[ContactLine, ...]:
    return tuple(
        ContactLine(c.pk, Side(c.side), c.name, c.email, c.area, c.valid_from, c.valid_until)
        for c in agreement.contacts.all()
        if c.erased_at is None
    )


def _opinions(viewer: Actor, agreement: Agreement) -> tuple[OpinionLine, ...]:
    edits = access.may_edit(viewer, agreement)
    return tuple(
        OpinionLine(
            id=o.pk,
            area=ReviewArea(o.area),
            reviewer=o.reviewer.name if o.reviewer else o.reviewer_name,
            asked_on=o.asked_on,
            opinion=Opinion(o.opinion) if o.opinion else None,
            given_on=o.given_on,
            text=o.text,
            may_give=agreement.stage == Stage.IN_REVIEW and (edits or o.reviewer_id == viewer.person_id),
        )
        for o in agreement.opinions.all()
    )


def _decisions(agreement: Agreement) -> tuple[DecisionLine, ...]:
    return tuple(
        DecisionLine(
            verdict=Verdict(d.verdict),
            decided_by=d.decided_by.name if d.decided_by else d.decided_by_name,
            title=d.decided_by_title,
            decided_on=d.decided_on,
            register_number=d.register_number,
            text=d.text,
        )
        for d in agreement.decisions.all()
    )


def _amendments(agreement: Agreement, *, sees_all: bool) -> tuple[AmendmentLine, ...]:
    course = course_of(agreement)
    return tuple(
        AmendmentLine(
            id=a.pk,
            effective_on=a.effective_on,
            signed_on=a.signed_on,
            register_number=a.register_number,
            text=a.text if sees_all else "",
            changes=tuple(a.changes),
            terms=terms_on(course, a.effective_on),
            revoked_on=a.revoked_on,
        )
        for a in agreement.amendments.all()
    )


def _places(agreement: Agreement) -> tuple[PlacesLine, ...]:
    return tuple(
        PlacesLine(
            id=p.pk,
            academic_year=p.academic_year,
            direction=Direction(p.direction),
            level=StudyLevel(p.level),
            subject=p.subject,
            unit=Words(p.unit.name_sv, p.unit.name_en) if p.unit else None,
            count=p.count,
            counts=PlaceUnit(p.counts),
            note=p.note,
            version=p.version,
        )
        for p in agreement.places.all()
        if p.removed_at is None
    )


def _documents(agreement: Agreement) -> tuple[DocumentLine, ...]:
    return tuple(
        DocumentLine(
            id=d.pk,
            series=d.series,
            number=d.number,
            kind=DocumentKind(d.kind),
            title=d.title,
            language=d.language,
            file_name=d.file_name,
            media_type=d.media_type,
            size=d.size,
            added_on=d.created_at.date(),
        )
        for d in agreement.documents.all()
        if d.removed_at is None
    )

"""One agreement with everything on its page."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vidsyn.agreements import access
from vidsyn.agreements.logic.deadlines import Due, due
from vidsyn.agreements.logic.kinds import Needs
from vidsyn.agreements.logic.lifecycle import ALLOWED_WHEN, Act, steps_from
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.logic.timeline import Span, Standing, Step, spans, standing_on, terms_on
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.queries import story_making as making
from vidsyn.agreements.queries.configuration import kind_of
from vidsyn.agreements.queries.courses import stored_course
from vidsyn.agreements.queries.rows import AgreementRow, row_of
from vidsyn.agreements.queries.story_lines import (
    AmendmentLine,
    ContactLine,
    DecisionLine,
    DocumentLine,
    NoticeLine,
    ObligationLine,
    OpinionLine,
    PartyLine,
    PlacesLine,
    RelatedLine,
)
from vidsyn.agreements.queries.wholes import AgreementWhole, agreement_whole
from vidsyn.agreements.vocabulary import Level, Stage
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.calendar import add_months
from vidsyn.people.actors import Actor


@dataclass(frozen=True, slots=True)
class AgreementStory:
    """Everything on the page. What only insiders see (`sees_inside`) is None or empty for others."""

    row: AgreementRow
    stage: Stage
    imported_stage: Stage | None
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


def agreement_story(viewer: Actor, name: str, *, on: date) -> AgreementStory:
    """Return the agreement called `name`, as of a day and as the viewer may see it; refuses `not_found`.

    A fixed number of statements, whatever its size.
    """
    return story_of(viewer, agreement_whole(viewer, name), on=on)


def story_of(viewer: Actor, whole: AgreementWhole, *, on: date) -> AgreementStory:
    """The same for an agreement with all its parts. No statement."""
    agreement = whole.agreement
    sees_inside = access.may_see_inside(viewer, agreement)
    may_edit, may_decide = access.may_edit(viewer, agreement), access.may_decide(viewer, agreement)
    row = row_of(agreement, on)
    return AgreementStory(
        row=row,
        **_itself(agreement, sees_inside=sees_inside),
        **_time(agreement, on),
        **_beside(viewer, whole),
        **_parts(viewer, whole, sees_inside=sees_inside, may_decide=may_decide),
        **_signing(agreement),
        steps=_steps(whole, row, may_edit=may_edit, may_decide=may_decide),
        sees_inside=sees_inside,
        may_edit=may_edit,
        may_decide=may_decide,
        may_confirm=access.may_confirm(viewer, agreement),
    )


def _itself(agreement: Agreement, *, sees_inside: bool) -> Mapping[str, Any]:
    """Return its own fields."""
    return {
        "stage": Stage(agreement.stage),
        "imported_stage": Stage(agreement.imported_stage) if agreement.imported_stage else None,
        "languages": agreement.languages,
        "level": Level(agreement.level) if agreement.level else None,
        "purpose": agreement.purpose if _open(agreement, sees_inside) else "",
        "note": agreement.note if sees_inside else None,
        "amount": agreement.amount if sees_inside else None,
        "currency": agreement.currency,
        "confidential": agreement.confidential,
        "confidentiality_ground": agreement.confidentiality_ground if sees_inside else None,
        "follow_up_on": agreement.follow_up_on,
        "owner_id": agreement.owner_id,
        "requester": agreement.requester.name if agreement.requester else "",
        "extra": {key: str(value) for key, value in agreement.extra.items()} if sees_inside else {},
        "source": agreement.source,
    }


def _open(agreement: Agreement, sees_inside: bool) -> bool:
    """Check whether the viewer may see its content."""
    return sees_inside or not agreement.confidential


def _time(agreement: Agreement, on: date) -> Mapping[str, Any]:
    """Return its timeline, past and future."""
    course = stored_course(agreement)
    return {
        "standing": standing_on(course, on),
        "terms": course.terms,
        "terms_now": terms_on(course, on),
        "spans": spans(course),
        "steps_taken": course.steps,
        "dues": due(course, add_months(on, -12), add_months(on, 72)),
    }


def _beside(viewer: Actor, whole: AgreementWhole) -> Mapping[str, Any]:
    """Return its related objects."""
    agreement = whole.agreement
    aimed = agreement.decision_round
    return {
        "further_units": tuple((u.code, Words(u.name_sv, u.name_en)) for u in agreement.further_units.all()),
        "framework": making.related_line(viewer, agreement.framework),
        "specifics": making.related_lines(viewer, whole.specifics),
        "predecessor": making.related_line(viewer, agreement.predecessor),
        "successors": making.related_lines(viewer, whole.successors),
        "collaborations": tuple(
            RelatedLine(c.reference, Words(c.title_sv, c.title_en)) for c in whole.collaborations
        ),
        "round_id": agreement.decision_round_id,
        "round_name": Words(aimed.name_sv, aimed.name_en) if aimed else None,
        "round_closes_on": aimed.closes_on if aimed else None,
    }


def _parts(viewer: Actor, whole: AgreementWhole, *, sees_inside: bool, may_decide: bool) -> Mapping[str, Any]:
    """Return its parts that the viewer may see."""
    agreement, sees_all = whole.agreement, _open(whole.agreement, sees_inside)
    return {
        "parties": making.party_lines(whole),
        "contacts": making.contact_lines(whole) if sees_inside else (),
        "opinions": making.opinion_lines(viewer, agreement) if sees_inside or may_decide else (),
        "decisions": making.decision_lines(whole),
        "notices": making.notice_lines(whole, sees_all=sees_all),
        "amendments": making.amendment_lines(whole, stored_course(agreement), sees_all=sees_all),
        "obligations": making.obligation_lines(whole) if sees_all else (),
        "places": making.places_lines(whole) if sees_all else (),
        "documents": making.document_lines(whole) if sees_inside else (),
    }


def _signing(agreement: Agreement) -> Mapping[str, Any]:
    """Return our signatories, and what its kind requires."""
    kind = kind_of(agreement)
    path = agreement.unit.path if agreement.unit else ""
    level = Level(agreement.level) if agreement.level else None
    offices = kind.signatories(level, path, agreement.amount)
    return {
        "signature_confirmed_on": agreement.signature_confirmed_on,
        "signs_for_us": tuple(Words(office.sv, office.en) for office in offices),
        "activity_may_rest_on_it": kind.activity_may_rest_on_it,
        "holds_places": any(Needs.PLACES in needed for needed in kind.required.values()),
    }


def _steps(whole: AgreementWhole, row: AgreementRow, *, may_edit: bool, may_decide: bool) -> tuple[str, ...]:
    """Return the operations the viewer may carry out next, in the lifecycle's order, without those under way."""
    stage = Stage(whole.agreement.stage)
    if stage == Stage.SIGNED:
        under_way = {Act.RENEW} if _has_successor(whole) else set()
        may = {name for name, when in ALLOWED_WHEN.items() if may_edit and row.status in when}
        return tuple(name for name in ALLOWED_WHEN if name in may - under_way)
    possible = steps_from(stage)
    return tuple(name for name in possible if (may_decide if name == Act.DECIDE else may_edit))


def _has_successor(whole: AgreementWhole) -> bool:
    """Check whether it has a successor that is not withdrawn, which rules out a second one."""
    return any(other.stage != Stage.WITHDRAWN and other.voided_at is None for other in whole.successors)

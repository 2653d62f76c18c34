"""Convert an agreement's rows to the lines of its page, as the viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable

from vidsyn.agreements import access
from vidsyn.agreements.logic.timeline import Course, terms_on
from vidsyn.agreements.models import Agreement, Party
from vidsyn.agreements.queries.courses import all_signed_on
from vidsyn.agreements.queries.rows import PartyRow, party_row
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
    SignatoryLine,
    SteeringLine,
)
from vidsyn.agreements.queries.wholes import AgreementWhole
from vidsyn.agreements.vocabulary import (
    Direction,
    DocumentKind,
    Opinion,
    PlaceUnit,
    ReviewArea,
    Side,
    Stage,
    StudyLevel,
    Verdict,
)
from vidsyn.history.personal.needles import GONE
from vidsyn.kernel.bilingual import Words
from vidsyn.people.actors import Actor


def related_line(viewer: Actor, agreement: Agreement | None) -> RelatedLine | None:
    """Return the line only for viewers to whom its stage opens it, or its owners, so that no statement is needed."""
    if agreement is None or agreement.voided_at is not None:
        return None
    if agreement.stage != Stage.SIGNED and not (viewer.is_office or access.is_mine(viewer, agreement)):
        return None
    return RelatedLine(agreement.reference, Words(agreement.title_sv, agreement.title_en))


def related_lines(viewer: Actor, agreements: Iterable[Agreement]) -> tuple[RelatedLine, ...]:
    """The same for many, without those not shown."""
    return tuple(line for line in (related_line(viewer, a) for a in agreements) if line)


def party_lines(whole: AgreementWhole) -> tuple[PartyLine, ...]:
    """Return the parties, our own with the university's name."""
    return tuple(_party_line(party, whole) for party in whole.parties)


def _party_line(party: Party, whole: AgreementWhole) -> PartyLine:
    unnamed = party.side == Side.OURS and not (party.name or party.partner_id)
    signatories = [s for s in whole.signatories if s.party_id == party.pk]
    return PartyLine(
        id=party.pk,
        side=Side(party.side),
        row=PartyRow("", words=whole.university) if unnamed else party_row(party),
        signatories=tuple(SignatoryLine(s.name, s.title, s.signed_on) for s in signatories),
        signed_on=all_signed_on(signatories),
        steering=tuple(
            SteeringLine(m.pk, m.name, m.role, m.valid_from, m.valid_until)
            for m in whole.steering_members
            if m.party_id == party.pk
        ),
    )


def contact_lines(whole: AgreementWhole) -> tuple[ContactLine, ...]:
    """Return the contact persons that are not erased."""
    return tuple(
        ContactLine(c.pk, Side(c.side), c.name, c.email, c.area, c.valid_from, c.valid_until)
        for c in whole.contacts
        if c.erased_at is None
    )


def opinion_lines(viewer: Actor, agreement: Agreement) -> tuple[OpinionLine, ...]:
    """Return the opinions, and which of them the viewer may give."""
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
            names_outsider=o.reviewer_id is None and o.reviewer_name not in ("", GONE),
        )
        for o in agreement.opinions.all()
    )


def decision_lines(whole: AgreementWhole) -> tuple[DecisionLine, ...]:
    """Return the decisions."""
    return tuple(
        DecisionLine(
            verdict=Verdict(d.verdict),
            decided_by=d.decided_by.name if d.decided_by else d.decided_by_name,
            title=d.decided_by_title,
            decided_on=d.decided_on,
            register_number=d.register_number,
            text=d.text,
        )
        for d in whole.decisions
    )


def amendment_lines(whole: AgreementWhole, course: Course, *, sees_all: bool) -> tuple[AmendmentLine, ...]:
    """Return the amendments, each with the resulting terms."""
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
        for a in whole.amendments
    )


def places_lines(whole: AgreementWhole) -> tuple[PlacesLine, ...]:
    """Return the exchange places that are not removed."""
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
        for p in whole.places
        if p.removed_at is None
    )


def document_lines(whole: AgreementWhole) -> tuple[DocumentLine, ...]:
    """Return the document versions that are not removed."""
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
        for d in whole.documents
        if d.removed_at is None
    )


def notice_lines(whole: AgreementWhole, *, sees_all: bool) -> tuple[NoticeLine, ...]:
    """Return the notices, including revoked ones."""
    return tuple(
        NoticeLine(n.pk, Side(n.side), n.received_on, n.ends_on, n.text if sees_all else "", n.revoked_on)
        for n in whole.notices
    )


def obligation_lines(whole: AgreementWhole) -> tuple[ObligationLine, ...]:
    """Return the obligations, including closed ones."""
    return tuple(ObligationLine(o.pk, o.text, o.ends_on, o.closed_on) for o in whole.obligations)

"""Labels of the room's facts, as the history calls them."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements.facts import AgreementFact

FACTS: dict[StrEnum, str | Promise] = {
    AgreementFact.REQUESTED: _("Agreement requested"),
    AgreementFact.IMPORTED: _("Agreement imported"),
    AgreementFact.UPDATED: _("Agreement changed"),
    AgreementFact.DRAFT_STARTED: _("Drafting started"),
    AgreementFact.REVIEW_OPENED: _("Opinions asked for"),
    AgreementFact.OPINION_GIVEN: _("Opinion given"),
    AgreementFact.DECIDED: _("Agreement decided"),
    AgreementFact.DECLINED: _("Agreement declined"),
    AgreementFact.SENT_FOR_SIGNATURE: _("Sent for signature"),
    AgreementFact.PARTY_SIGNED: _("Signature registered"),
    AgreementFact.SIGNED: _("Signed by all parties"),
    AgreementFact.SIGNATURE_CONFIRMED: _("Signature confirmed"),
    AgreementFact.WITHDRAWN: _("Agreement withdrawn"),
    AgreementFact.NOTICE_GIVEN: _("Notice received"),
    AgreementFact.NOTICE_REVOKED: _("Notice revoked"),
    AgreementFact.TERMINATED: _("Agreement terminated for cause"),
    AgreementFact.RENEWAL_STARTED: _("Successor started"),
    AgreementFact.AMENDED: _("Amendment registered"),
    AgreementFact.AMENDMENT_REVOKED: _("Amendment revoked"),
    AgreementFact.OBLIGATION_ADDED: _("Obligation added"),
    AgreementFact.OBLIGATION_CLOSED: _("Obligation closed"),
    AgreementFact.PARTY_ADDED: _("Party added"),
    AgreementFact.PARTY_UPDATED: _("Party changed"),
    AgreementFact.PARTY_REMOVED: _("Party removed"),
    AgreementFact.CONTACT_ADDED: _("Contact person added"),
    AgreementFact.CONTACT_UPDATED: _("Contact person changed"),
    AgreementFact.CONTACT_ERASED: _("Contact person erased"),
    AgreementFact.STEERING_MEMBER_ADDED: _("Member of the steering group added"),
    AgreementFact.STEERING_MEMBER_ENDED: _("Member left the steering group"),
    AgreementFact.STEERING_MEMBER_ERASED: _("Member of the steering group erased"),
    AgreementFact.REVIEWER_ERASED: _("Person asked for an opinion erased"),
    AgreementFact.PLACES_ADDED: _("Exchange places added"),
    AgreementFact.PLACES_UPDATED: _("Exchange places changed"),
    AgreementFact.PLACES_REMOVED: _("Exchange places removed"),
    AgreementFact.DOCUMENT_ADDED: _("Document added"),
    AgreementFact.DOCUMENT_REMOVED: _("Document removed"),
    AgreementFact.MOVE_SET: _("Whose move it is changed"),
    AgreementFact.OWNER_SET: _("Owner changed"),
    AgreementFact.UNIT_SET: _("Unit changed"),
    AgreementFact.COLLABORATIONS_SET: _("Links to collaborations changed"),
    AgreementFact.COLLABORATION_LINKED: _("Collaboration and agreement linked"),
    AgreementFact.COLLABORATION_UNLINKED: _("Collaboration and agreement no longer linked"),
    AgreementFact.VOIDED: _("Agreement removed as registered by mistake"),
    AgreementFact.ROUND_OPENED: _("Decision round opened"),
    AgreementFact.ROUND_UPDATED: _("Decision round changed"),
    AgreementFact.ROUND_REMOVED: _("Decision round removed"),
    AgreementFact.ROUTE_SET: _("Routing of requests changed"),
    AgreementFact.ROUTE_REMOVED: _("Routing of requests removed"),
}

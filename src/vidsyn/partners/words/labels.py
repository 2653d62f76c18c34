"""Labels of the room's vocabulary and fields."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vidsyn import here
from vidsyn.partners.facts import NetworkFact, PartnerFact
from vidsyn.partners.vocabulary import (
    Evidence,
    LikenessReason,
    MemberRole,
    NameKind,
    NetworkKind,
    NetworkMatter,
    PartnerKind,
    ReviewOutcome,
    Side,
)
from vidsyn.wording.countries import country_name
from vidsyn.wording.languages import language_name

LABELS: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
    NetworkMatter: {NetworkMatter.REVIEW: pgettext_lazy("today", "review of a network")},
    PartnerKind: {
        PartnerKind.UNIVERSITY: _("University"),
        PartnerKind.RESEARCH_INSTITUTE: _("Research institute"),
        PartnerKind.HOSPITAL: _("Hospital"),
        PartnerKind.COMPANY: _("Company"),
        PartnerKind.CITY: _("City or municipality"),
        PartnerKind.AUTHORITY: _("Public authority"),
        PartnerKind.FUNDER: _("Research funder"),
        PartnerKind.ASSOCIATION: _("Association"),
        PartnerKind.OTHER: _("Other organisation"),
    },
    NameKind: {
        NameKind.OFFICIAL: _("Official name"),
        NameKind.SHORT: _("Short name"),
        NameKind.ACRONYM: _("Acronym"),
        NameKind.FORMER: _("Former name"),
        NameKind.OTHER: _("Other form of the name"),
    },
    LikenessReason: {
        LikenessReason.SAME_ID: _("Same identifier"),
        LikenessReason.SAME_NAME: _("Same name"),
        LikenessReason.SAME_NAME_ELSEWHERE: _("Same name, but another country"),
        LikenessReason.SIMILAR_NAME: _("Similar name"),
    },
    Evidence: {
        Evidence.WORDS: _("The words of the name"),
        Evidence.ACRONYM: _("Acronym"),
        Evidence.COUNTRY: _("Country"),
        Evidence.PLACE: _("City"),
        Evidence.KIND: _("Kind of organisation"),
        Evidence.CONTEXT: _("The whole of what was written"),
        Evidence.NAMESAKES: _("Others of the same name"),
        Evidence.HIERARCHY: _("What it belongs to"),
        Evidence.COMPETITION: _("Other records that fit"),
        Evidence.STATUS: _("State"),
        Evidence.CONFIDENCE: _("Certainty"),
    },
    Side: {
        Side.KEPT: _("The partner that stays"),
        Side.MERGED: _("The partner that is merged into it"),
    },
    NetworkKind: {
        NetworkKind.ALLIANCE: pgettext_lazy("kind of network", "Alliance"),
        NetworkKind.NETWORK: pgettext_lazy("kind of network", "Network"),
        NetworkKind.KIC: _("Knowledge and innovation community"),
        NetworkKind.ASSOCIATION: _("Association"),
        NetworkKind.CONSORTIUM: _("Consortium"),
    },
    MemberRole: {
        MemberRole.COORDINATOR: pgettext_lazy("role in a network", "Lead partner"),
        MemberRole.MEMBER: pgettext_lazy("role in a network", "Member"),
        MemberRole.ASSOCIATE: pgettext_lazy("role in a network", "Associate partner"),
    },
    ReviewOutcome: {
        ReviewOutcome.STAY: _("Stay"),
        ReviewOutcome.STAY_IF: _("Stay on conditions"),
        ReviewOutcome.LEAVE: _("Leave"),
    },
    PartnerFact: {
        PartnerFact.REGISTERED: _("Partner registered"),
        PartnerFact.UPDATED: _("Partner changed"),
        PartnerFact.COLUMNS_OPENED: _("What the list said opened to everybody"),
        PartnerFact.COLUMNS_CLOSED: _("What the list said closed again"),
        PartnerFact.PARENT_SET: _("Parent organisation changed"),
        PartnerFact.SUCCESSOR_SET: _("Successor changed"),
        PartnerFact.ROR_LINKED: _("Linked to ROR"),
        PartnerFact.ROR_UNLINKED: _("Link to ROR removed"),
        PartnerFact.CLOSED: _("Partner closed"),
        PartnerFact.REOPENED: _("Partner reopened"),
        PartnerFact.VOIDED: _("Partner removed as registered by mistake"),
        PartnerFact.MERGED: _("Another partner merged into this one"),
        PartnerFact.MERGED_INTO: _("Merged into another partner"),
        PartnerFact.UNMERGED: _("Merge undone"),
        PartnerFact.RELATION_MOVED: _("Moved to another partner by a merge"),
        PartnerFact.NOT_DUPLICATE: _("Marked as not a duplicate"),
        PartnerFact.NAME_ADDED: _("Name added"),
        PartnerFact.NAME_UPDATED: _("Name changed"),
        PartnerFact.NAME_REMOVED: _("Name removed"),
        PartnerFact.CONTACT_ADDED: _("Contact added"),
        PartnerFact.CONTACT_UPDATED: _("Contact changed"),
        PartnerFact.CONTACT_ERASED: _("Contact erased"),
        PartnerFact.NOTE_ADDED: _("Note added"),
        PartnerFact.NOTE_UPDATED: _("Note changed"),
        PartnerFact.NOTE_REMOVED: _("Note removed"),
    },
    NetworkFact: {
        NetworkFact.REGISTERED: _("Network registered"),
        NetworkFact.UPDATED: _("Network changed"),
        NetworkFact.CLOSED: _("Network closed"),
        NetworkFact.MEMBER_ADDED: _("Member added"),
        NetworkFact.MEMBER_UPDATED: _("Membership changed"),
        NetworkFact.MEMBER_LEFT: _("Member left"),
        NetworkFact.REPRESENTATIVE_NAMED: _("Representative named"),
        NetworkFact.REPRESENTATIVE_ENDED: _("Representative's time ended"),
        NetworkFact.REPRESENTATIVE_ERASED: _("Representative erased"),
        NetworkFact.PHASE_ADDED: _("Financing phase added"),
        NetworkFact.PHASE_UPDATED: _("Financing phase changed"),
        NetworkFact.REVIEW_PLANNED: _("Review of membership planned"),
        NetworkFact.REVIEW_DECIDED: _("Review of membership decided"),
    },
}

PLURALS: dict[str, str | Promise] = {"partner": _("Partners"), "network": _("Networks")}

KINDS: dict[str, str | Promise] = {
    "partner": _("partner"),
    "partner_name": _("partner name"),
    "partner_note": _("note about a partner"),
    "partner_merge": _("merge of partners"),
    "not_duplicate": _("pair of partners that are not duplicates"),
    "contact": _("contact"),
    "network": _("network"),
    "network_membership": _("network membership"),
    "network_representative": _("representative in a network"),
    "network_phase": _("financing phase"),
    "network_review": _("review of a network"),
}

FIELDS: dict[str, dict[str, str | Promise]] = {
    "partner": {
        "reference": _("Reference"),
        "names": _("Names"),
        "names.name": _("Name"),
        "names.language": _("Language"),
        "names.kind": _("Kind of name"),
        "name": _("Name"),
        "merge": _("Merge"),
        "voided_at": _("Removed"),
        "language": _("Language"),
        "kind": _("Kind of organisation"),
        "country": _("Country"),
        "city": _("City"),
        "ror": _("ROR id"),
        "ror_evidence": _("Reason for the link to ROR"),
        "erasmus_code": _("Erasmus code"),
        "schac": _("SCHAC code"),
        "pic": _("PIC"),
        "website": _("Website"),
        "extra": _("From the imported list"),
        "extra_unit": _("Unit that brought what the list said"),
        "extra_open": _("What the list said is open to everybody"),
        "parent": _("Part of"),
        "successor": _("Successor"),
        "active": _("Active"),
        "merged": _("Merged partner"),
        "merged_into": _("Merged into"),
        "moved": _("Things moved"),
        "returned": _("Things moved back"),
        "stayed": _("Things that stayed"),
        "not_duplicate_of": _("Not a duplicate of"),
    },
    "contact": {
        "partner": _("Partner"),
        "name": _("Name"),
        "email": _("E-mail"),
        "phone": _("Phone"),
        "area": _("What the contact is for"),
        "valid_from": _("First day"),
        "valid_until": _("Last day"),
    },
    "partner_name": {"partner": _("Partner")},
    "partner_note": {"partner": _("Partner"), "unit": _("Unit"), "text": _("Text")},
    "network": {
        "reference": _("Reference"),
        "name_sv": _("Name in Swedish"),
        "name_en": _("Name in English"),
        "acronym": _("Acronym"),
        "kind": _("Kind of network"),
        "website": _("Website"),
        "purpose_sv": _("Purpose in Swedish"),
        "purpose_en": _("Purpose in English"),
        "member_since": _("Member since"),
        "member_until": _("Member until"),
        "active": _("Active"),
    },
    "network_membership": {
        "network": pgettext_lazy("kind of network", "Network"),
        "partner": _("Partner"),
        "role": _("Role"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
    },
    "network_representative": {
        "network": pgettext_lazy("kind of network", "Network"),
        "person": _("Person"),
        "name": _("Name"),
        "unit": _("Unit"),
        "role": _("Assignment"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
    },
    "network_phase": {
        "network": pgettext_lazy("kind of network", "Network"),
        "name": _("Name"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
        "amount": _("Amount"),
        "currency": _("Currency"),
        "funder": _("Funder"),
    },
    "network_review": {
        "network": pgettext_lazy("kind of network", "Network"),
        "due_on": _("To be decided by"),
        "question": _("Question"),
        "outcome": _("Decision"),
        "decided_on": _("Decided on"),
        "decided_by": _("Decided by"),
    },
}

WORDS: dict[str, dict[str, type[StrEnum]]] = {"partner": {"names.kind": NameKind}}


def configured_word(_kind: str, field: str, value: str) -> str | None:
    """Return the name of a country or of a name's language; other values are returned unchanged."""
    if field == "country":
        return country_name(value, here.language())
    return language_name(value) if field in {"language", "names.language"} else None

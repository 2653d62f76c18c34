"""What the words about partners and networks are called."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vidsyn.partners.facts import NetworkFact, PartnerFact
from vidsyn.partners.vocabulary import (
    LikenessReason,
    MemberRole,
    NameKind,
    NetworkKind,
    PartnerKind,
    ReviewOutcome,
    Side,
)

LABELS: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
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
        NetworkFact.PHASE_ADDED: _("Financing phase added"),
        NetworkFact.PHASE_UPDATED: _("Financing phase changed"),
        NetworkFact.REVIEW_PLANNED: _("Review of membership planned"),
        NetworkFact.REVIEW_DECIDED: _("Review of membership decided"),
    },
}

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

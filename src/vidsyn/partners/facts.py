"""What can be recorded about partners and networks."""

from enum import StrEnum


class PartnerFact(StrEnum):
    """Facts about a partner or one of its names, contacts or notes."""

    REGISTERED = "partner.registered"
    UPDATED = "partner.updated"
    COLUMNS_OPENED = "partner.columns_opened"
    COLUMNS_CLOSED = "partner.columns_closed"
    PARENT_SET = "partner.parent_set"
    SUCCESSOR_SET = "partner.successor_set"
    ROR_LINKED = "partner.ror_linked"
    ROR_UNLINKED = "partner.ror_unlinked"
    CLOSED = "partner.closed"
    REOPENED = "partner.reopened"
    VOIDED = "partner.voided"
    MERGED = "partner.merged"  # subject: the partner that remains
    MERGED_INTO = "partner.merged_into"  # subject: the partner merged into it
    UNMERGED = "partner.unmerged"
    RELATION_MOVED = "partner.relation_moved"  # subject: the row that now refers to another partner
    NOT_DUPLICATE = "partner.not_duplicate"
    NAME_ADDED = "partner.name_added"
    NAME_UPDATED = "partner.name_updated"
    NAME_REMOVED = "partner.name_removed"
    CONTACT_ADDED = "partner.contact_added"
    CONTACT_UPDATED = "partner.contact_updated"
    CONTACT_ERASED = "partner.contact_erased"
    NOTE_ADDED = "partner.note_added"
    NOTE_UPDATED = "partner.note_updated"
    NOTE_REMOVED = "partner.note_removed"


class NetworkFact(StrEnum):
    """Facts about a network or one of its parts."""

    REGISTERED = "network.registered"
    UPDATED = "network.updated"
    CLOSED = "network.closed"
    MEMBER_ADDED = "network.member_added"
    MEMBER_UPDATED = "network.member_updated"
    MEMBER_LEFT = "network.member_left"
    REPRESENTATIVE_NAMED = "network.representative_named"
    REPRESENTATIVE_ENDED = "network.representative_ended"
    REPRESENTATIVE_ERASED = "network.representative_erased"
    PHASE_ADDED = "network.phase_added"
    PHASE_UPDATED = "network.phase_updated"
    REVIEW_PLANNED = "network.review_planned"
    REVIEW_DECIDED = "network.review_decided"

"""Facts about collaborations and their activities."""

from enum import StrEnum


class CollaborationFact(StrEnum):
    """Facts about a collaboration."""

    REGISTERED = "collaboration.registered"
    CHANGED = "collaboration.changed"
    MOVED = "collaboration.moved"  # to another unit
    OWNER_CHANGED = "collaboration.owner_changed"
    PARTNER_ADDED = "collaboration.partner_added"
    PARTNER_LINKED = "collaboration.partner_linked"  # written name linked to a partner in the register
    PARTNER_REMOVED = "collaboration.partner_removed"
    RESPONSIBLE_ADDED = "collaboration.responsible_added"
    RESPONSIBLE_REMOVED = "collaboration.responsible_removed"
    RESPONSIBLE_ERASED = "collaboration.responsible_erased"
    PROMOTED = "collaboration.promoted"
    LOWERED = "collaboration.lowered"
    STARTED = "collaboration.started"
    PAUSED = "collaboration.paused"
    RESUMED = "collaboration.resumed"
    ENDED = "collaboration.ended"
    REOPENED = "collaboration.reopened"
    VOIDED = "collaboration.voided"  # registered by mistake, or an import undone


class ActivityFact(StrEnum):
    """Facts about an activity."""

    ADDED = "activity.added"
    CHANGED = "activity.changed"
    ENDED = "activity.ended"
    VOIDED = "activity.voided"

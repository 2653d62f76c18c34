"""What the history can say of reminders."""

from enum import StrEnum


class FeedFact(StrEnum):
    """Facts whose subject is somebody's calendar feed."""

    MADE = "feed.made"
    REVOKED = "feed.revoked"


class DigestFact(StrEnum):
    """Facts whose subject is somebody's choice about the weekly digest."""

    CHOSEN = "digest.chosen"


class CleanUpFact(StrEnum):
    """Facts whose subject is a settled row of the clean-up list."""

    SETTLED = "clean_up.settled"

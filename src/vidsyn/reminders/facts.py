"""Facts about reminders."""

from enum import StrEnum


class FeedFact(StrEnum):
    """Facts about a person's calendar feed."""

    MADE = "feed.made"
    REVOKED = "feed.revoked"


class DigestFact(StrEnum):
    """Facts about a person's choice of the weekly digest."""

    CHOSEN = "digest.chosen"


class CleanUpFact(StrEnum):
    """Facts about a settled row of the clean-up list."""

    SETTLED = "clean_up.settled"

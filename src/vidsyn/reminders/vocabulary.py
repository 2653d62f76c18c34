"""Vocabulary of the room: matters shown on Today, and events that notify at once."""

from enum import StrEnum

from vidsyn.rows.waiting import Matter


class CleanUpMatter(Matter):
    """Pending matters of the room's own lists."""

    CLEAN_UP = "clean_up"  # all agreements that had expired before their import


class Landing(StrEnum):
    """Event that assigns an agreement to a person, who is notified at once."""

    REQUEST = "request"  # a department's request is assigned to the person
    OPINION = "opinion"  # the person's opinion is requested
    OWNER = "owner"  # the person is the new owner

"""What can be recorded of an installation's own work."""

from enum import StrEnum


class WorkFact(StrEnum):
    """Recorded of a piece of work that had failed for good."""

    RETRIED = "work.retried"
    FORGOTTEN = "work.forgotten"

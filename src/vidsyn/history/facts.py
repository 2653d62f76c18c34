"""What the history records of itself."""

from enum import StrEnum


class HistoryFact(StrEnum):
    """Recorded of the thing whose history it is about, or of the installation."""

    VALUES_ERASED = "history.values_erased"

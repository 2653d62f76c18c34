"""The history's own facts."""

from enum import StrEnum


class HistoryFact(StrEnum):
    """Facts about the record whose history it is, or about the installation."""

    VALUES_ERASED = "history.values_erased"

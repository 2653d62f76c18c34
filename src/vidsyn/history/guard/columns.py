"""Columns of a history row that never change, and those that change in one way only."""

HISTORY, SEALS = "plumbing_historyentry", "plumbing_seal"
SAYS = "history is append-only"
FIXED = (
    "id",
    "at",
    "fact",
    "subject_kind",
    "subject_id",
    "subject_version",
    "actor_kind",
    "actor_id",
    "door",
    "correlation_id",
    "restricted",
    "personal",
    "digests",
)
SEALED = ("seal_id", "seal_position", "row_digest")  # set once, together
EMPTIED = ("before", "after")  # personal keys may be removed
ERASABLE = (*EMPTIED, "reason", "salts")


def listed(row: str, columns: tuple[str, ...]) -> str:
    """Return `OLD."id", OLD."at"`: the columns of one side of a change."""
    return ", ".join(f'{row}."{column}"' for column in columns)

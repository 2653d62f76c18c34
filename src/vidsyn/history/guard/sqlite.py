"""The guard on SQLite."""

from __future__ import annotations

from vidsyn.history.guard.columns import EMPTIED, ERASABLE, FIXED, HISTORY, SAYS, SEALED, SEALS, listed


def _same(columns: tuple[str, ...]) -> str:
    return f"({listed('OLD', columns)}) IS ({listed('NEW', columns)})"


def _only_less(column: str, name: str) -> str:
    """SQL condition: nothing in the mapping is new or changed, and every removed key is marked personal."""
    return f"""
      NOT EXISTS (
        SELECT 1 FROM json_each(NEW."{column}") AS n LEFT JOIN json_each(OLD."{column}") AS o ON o.key = n.key
        WHERE o.key IS NULL OR o.type IS NOT n.type OR o.value IS NOT n.value
      )
      AND NOT EXISTS (
        SELECT 1 FROM json_each(OLD."{column}") AS o
        WHERE o.key NOT IN (SELECT key FROM json_each(NEW."{column}"))
        AND {name} NOT IN (SELECT value FROM json_each(OLD.personal))
      )"""


_ERASED = " AND ".join(
    [
        *(_only_less(column, "o.key") for column in EMPTIED),
        _only_less("salts", "substr(o.key, instr(o.key, '.') + 1)"),
        "(NEW.reason = OLD.reason OR NEW.reason = '' AND 'reason' IN (SELECT value FROM json_each(OLD.personal)))",
    ]
)
# Without a list of columns: `UPDATE OF id` would not catch `SET rowid = …`.
_CHANGED = f"""
    NOT ({_same(FIXED)})
    OR NOT ({_same(SEALED)} OR (OLD.seal_id IS NULL AND NEW.seal_id IS NOT NULL))
    OR NOT ({_same(ERASABLE)} OR ({_ERASED}))"""
# REPLACE removes a row without firing DELETE triggers, so the INSERT is refused.
_THERE_ALREADY = "EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
# Each with its event and the condition under which it refuses.
TRIGGERS = {
    "history_change": (HISTORY, "UPDATE", _CHANGED),
    "history_removal": (HISTORY, "DELETE", "1"),
    "history_replacement": (HISTORY, "INSERT", _THERE_ALREADY.format(table=HISTORY)),
    "seal_change": (SEALS, "UPDATE", "1"),
    "seal_removal": (SEALS, "DELETE", "1"),
    "seal_replacement": (SEALS, "INSERT", _THERE_ALREADY.format(table=SEALS)),
}
UP = [
    f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {refused} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for name, (table, act, refused) in TRIGGERS.items()
]
DOWN = [f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS]
STANDING = "SELECT name FROM sqlite_master WHERE type = 'trigger'"

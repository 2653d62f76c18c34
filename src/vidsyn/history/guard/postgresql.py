"""The guard on PostgreSQL."""

from __future__ import annotations

from vidsyn.history.guard.columns import EMPTIED, ERASABLE, FIXED, HISTORY, SAYS, SEALED, SEALS, listed

_BODY = "RETURNS trigger LANGUAGE plpgsql AS $$"
_REFUSE = f"RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'"


def _same(columns: tuple[str, ...]) -> str:
    return f"ROW({listed('OLD', columns)}) IS NOT DISTINCT FROM ROW({listed('NEW', columns)})"


def _only_less(column: str, name: str) -> str:
    """SQL condition: nothing in the mapping is new or changed, and every removed key is marked personal."""
    return f"""
      NOT EXISTS (
        SELECT FROM jsonb_each(NEW."{column}") AS n WHERE OLD."{column}" -> n.key IS DISTINCT FROM n.value
      )
      AND NOT EXISTS (
        SELECT FROM jsonb_object_keys(OLD."{column}") AS o(key)
        WHERE NOT jsonb_exists(NEW."{column}", o.key) AND NOT jsonb_exists(OLD.personal, {name})
      )"""


_ERASED = " AND ".join(
    [
        *(_only_less(column, "o.key") for column in EMPTIED),
        _only_less("salts", "substring(o.key FROM position('.' IN o.key) + 1)"),
        "(NEW.reason = OLD.reason OR NEW.reason = '' AND jsonb_exists(OLD.personal, 'reason'))",
    ]
)
_CHANGED = f"""
    NOT ({_same(FIXED)})
    OR NOT ({_same(SEALED)} OR (OLD.seal_id IS NULL AND NEW.seal_id IS NOT NULL))
    OR NOT ({_same(ERASABLE)} OR ({_ERASED}))"""
# Each with its table, the statements it watches and its function.
TRIGGERS = {
    "history_change": (HISTORY, "UPDATE", "ROW", "vidsyn_history_change"),
    "history_removal": (HISTORY, "DELETE OR TRUNCATE", "STATEMENT", "vidsyn_history_refuse"),
    "seal_change": (SEALS, "UPDATE OR DELETE OR TRUNCATE", "STATEMENT", "vidsyn_history_refuse"),
}
UP = [
    f"CREATE OR REPLACE FUNCTION vidsyn_history_refuse() {_BODY} BEGIN {_REFUSE}; END $$",
    f"CREATE OR REPLACE FUNCTION vidsyn_history_change() {_BODY} BEGIN IF {_CHANGED} THEN {_REFUSE}; END IF;"
    " RETURN NEW; END $$",
    *(
        f"CREATE TRIGGER {name} BEFORE {acts} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
        for name, (table, acts, each, function) in TRIGGERS.items()
    ),
]
DOWN = [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, (table, *_rest) in TRIGGERS.items()]
STANDING = (
    "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' "
    f"AND tgrelid IN ('{HISTORY}'::regclass, '{SEALS}'::regclass)"
)

"""Where the history stores personal data."""

from vidsyn.history.models import HistoryEntry, Seal
from vidsyn.history.personal.register import Keeps, declare, declare_store, mentions, plain

CODES = "codes, ids and digests"

declare(
    HistoryEntry,
    mentions("before", "after", "reason"),
    plain(
        "fact", "subject_kind", "subject_id", "actor_kind", "actor_id", "door", "personal", "salts", "digests",
        "row_digest", why=CODES,
    ),
    keeps=Keeps.HISTORY,
)  # fmt: skip
declare(Seal, plain("batch_digest", "previous_mac", "key_id", "mac", why=CODES))
declare_store("erasures.log", whose=None, why="kinds, ids and days")
declare_store("seals/", whose=None, why="digests")
declare_store("keys/", whose=None, why="keys")

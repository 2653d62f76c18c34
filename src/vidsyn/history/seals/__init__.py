"""Seals over the history reveal later changes, even those made in the database itself.

Every half minute new rows are put in order and sealed: a digest of each row, a digest of the batch, and a keyed
digest (HMAC-SHA256) of the batch and the previous seal. The key is stored outside the database; the newest seal,
the head, is written beside it. `docs/history.md` describes what this detects and what it cannot.
"""

from vidsyn.history.seals.heads import accept_head
from vidsyn.history.seals.keys import rotate_key
from vidsyn.history.seals.sealing import is_anything_new, seal_history
from vidsyn.history.seals.verification import Problem, Verification, verify

__all__ = [
    "Problem",
    "Verification",
    "accept_head",
    "is_anything_new",
    "rotate_key",
    "seal_history",
    "verify",
]

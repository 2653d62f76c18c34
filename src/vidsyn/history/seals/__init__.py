"""Seals over the history: whoever alters it afterwards, in the database itself, is found out.

Every minute what is new is put in order and sealed: a digest of each row, a digest of the batch, and a keyed
digest (HMAC-SHA256) of the batch and the seal before it. The key lies outside the database; the newest seal, the
head, is written beside it. What this finds and what it cannot is told in `docs/history.md`.
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

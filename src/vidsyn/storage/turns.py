"""Turns at the one lock that SQLite has for writing: it goes to whoever looks first, not to who has waited longest."""

from __future__ import annotations

import time

from django.db import connection

# Seconds: whoever waits for SQLite's lock looks for it this often at the least.
_LOOKS_EVERY = 0.1


def let_others_write() -> None:
    """Call between two transactions of long work: leaves the lock free long enough for everybody else to see it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(_LOOKS_EVERY)

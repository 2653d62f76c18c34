"""Clean the database's own files, so that they hold no bytes of what was erased.

SQLite overwrites deleted content (`secure_delete`), but its write-ahead log and pages freed before that setting
still hold old content. `VACUUM` rewrites the file and a checkpoint empties the log. Both wait for current readers
and writers; where that takes too long the clock retries each minute. A large database takes seconds to minutes, so
the clock cleans it, not the request that erased. On PostgreSQL `VACUUM` lets the space be overwritten; see
docs/personal-data.md.
"""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection

logger = logging.getLogger("vidsyn.erasure")

_ASKED = "scrub.asked"
# Bytes of a database that is cleaned within a second: VACUUM writes some 50 MB a second on a slow disk.
QUICK = 30_000_000


def ask() -> None:
    """Request cleaning of the database's files; the request remains until it is done."""
    _path().touch(mode=0o600)


def is_quick() -> bool:
    """Check whether the database is small enough to clean while the caller waits."""
    return _bytes() <= QUICK


def scrub() -> bool:
    """Clean the files if requested; returns whether it was done. Call outside a transaction."""
    if connection.in_atomic_block or not _path().exists():
        return False
    try:
        done = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    except OperationalError as fault:
        logger.info("cleaning the database's files after an erasure waits: %s", fault)
        return False
    if done:
        _path().unlink(missing_ok=True)
    return done


def _sqlite() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()[0]
    return not busy


def _postgresql() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    return True


def _bytes() -> int:
    asked = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if connection.vendor == "sqlite"
        else "SELECT pg_database_size(current_database())"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return int(cursor.fetchone()[0])


def _path() -> Path:
    return Path(settings.DATA) / _ASKED

"""Recognise a full disk in errors of the database and the file system."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import DatabaseError

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.storage.writing import NO_ROOM

# SQLite's own messages; below, PostgreSQL's code for the same (disk_full).
_FULL, _PERHAPS = "database or disk is full", "disk i/o error"
_NO_ROOM = 5_000_000  # bytes
_STATE = "53100"


def disk_full(fault: BaseException | None) -> Refusal | None:
    """Return the refusal `disk_full` if that caused the error; None for any other error."""
    while fault is not None:
        if _is_full(fault):
            return Refusal("disk_full", kind=RefusalKind.STATE)
        fault = fault.__cause__ or fault.__context__
    return None


def _is_full(fault: BaseException) -> bool:
    if isinstance(fault, OSError):
        return fault.errno in NO_ROOM
    if isinstance(fault, DatabaseError):
        said = str(fault).lower()
        return _FULL in said or (_PERHAPS in said and shutil.disk_usage(settings.DATA).free < _NO_ROOM)
    return getattr(fault, "sqlstate", None) == _STATE

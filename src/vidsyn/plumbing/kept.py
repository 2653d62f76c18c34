"""Answers kept in memory while nothing happens: counts over the whole register, which change only when it does.

Kept under the very statement with its values, so one viewer's answer is never another's, nor one day's the next's.
Everything that changes leaves a row in the history, so an answer holds while its last row is the same – and for
a minute at most, because of two transactions that end at once one may be seen before the other.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from functools import cache, partial
from threading import Lock
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from vidsyn.plumbing.models import HistoryEntry

SECONDS = 60
MOST = 300

_Stamp = tuple[int, Any]
_answers: OrderedDict[str, tuple[_Stamp, float, list[Any]]] = OrderedDict()
_lock = Lock()


def kept_rows(rows: QuerySet[Any, Any]) -> list[Any]:
    """The rows, few and small. One statement while nothing has been recorded since they were asked for, else two."""
    return _kept("rows", rows, lambda: list(rows))


def kept_count(rows: QuerySet[Any, Any]) -> int:
    """How many rows there are, in the same way."""
    return kept_counts(rows)[0]


def kept_counts(*several: QuerySet[Any, Any]) -> list[int]:
    """How many rows there are in each. One statement while nothing has been recorded, else one more for each."""
    read = cache(_stamp)
    return [int(_kept("count", rows, partial(_counted, rows), read)[0]) for rows in several]


def _counted(rows: QuerySet[Any, Any]) -> list[int]:
    return [rows.count()]


def _stamp() -> _Stamp | None:
    return HistoryEntry.objects.order_by("-id").values_list("id", "correlation_id").first()


def _kept(
    what: str,
    rows: QuerySet[Any, Any],
    ask: Callable[[], list[Any]],
    read: Callable[[], _Stamp | None] = _stamp,
) -> list[Any]:
    try:
        key = f"{what} {rows.db} {rows.query.sql_with_params()!r}"
    except EmptyResultSet:
        return ask()
    # Read before the rows: what happens between is then seen the next time.
    stamp = read()
    with _lock:
        found = _answers.get(key)
    if stamp and found and found[0] == stamp and time.monotonic() - found[1] < SECONDS:
        return found[2]
    made = ask()
    if stamp:
        _keep(key, stamp, made)
    return made


def _keep(key: str, stamp: _Stamp, made: list[Any]) -> None:
    with _lock:
        _answers[key] = (stamp, time.monotonic(), made)
        _answers.move_to_end(key)
        while len(_answers) > MOST:
            _answers.popitem(last=False)

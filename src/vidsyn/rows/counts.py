"""Answers kept in memory while nothing happens: counts over the whole register, which change only when it does.

Kept under the question as it is put to the database, its text and all its values: whoever asks the same gets the same,
and who may see other rows asks something else. Everything that changes leaves a row in the history, so an answer holds
while its last row is the same – and for a minute at most, because of two transactions that end at once one may be seen
before the other.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from threading import Lock
from typing import Any

from django.db.models import QuerySet

from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.memories import memory
from vidsyn.sql.statements import Build, asked, counted, question

SECONDS = 60
MOST = 300

_Stamp = tuple[int, Any]
_answers: OrderedDict[Hashable, tuple[_Stamp, float, list[Any]]] = OrderedDict()
_lock = Lock()


def cached_rows(build: Build, *given: Hashable) -> list[Any]:
    """The rows of `build(*given)`, few and small. One statement while nothing has been recorded since, else two.

    `build` must follow from what it is given and from what the history tells of: no clock, no configuration.
    """
    return _kept(asked, build, given, _stamp)


def cached_count(build: Build, *given: Hashable) -> int:
    """How many rows there are, in the same way."""
    return cached_counts((build, *given))[0]


def cached_counts(*several: tuple[Any, ...]) -> list[int]:
    """How many rows there are in each, said as (build, *given). One statement while nothing has been recorded,
    else one more for each.
    """
    read = cache(_stamp)
    return [int(_kept(_counted, build, tuple(given), read)[0]) for build, *given in several]


def _counted(build: Build, *given: Hashable) -> list[int]:
    return [counted(build, *given)]


def _stamp() -> _Stamp | None:
    return next(iter(asked(_latest)), None)


def _latest() -> QuerySet[Any, Any]:
    return HistoryEntry.objects.order_by("-id").values_list("id", "correlation_id")[:1]


def _kept(
    ask: Callable[..., list[Any]],
    build: Build,
    given: tuple[Hashable, ...],
    read: Callable[[], _Stamp | None],
) -> list[Any]:
    key = (ask, question(build, *given))
    # Read before the rows: what happens between is then seen the next time.
    stamp = read()
    with _lock:
        found = _answers.get(key)
    if stamp and found and found[0] == stamp and time.monotonic() - found[1] < SECONDS:
        return found[2]
    made = ask(build, *given)
    if stamp:
        _keep(key, stamp, made)
    return made


@memory
def forget_answers() -> None:
    """Empty the memory: an answer may hold what has been erased."""
    with _lock:
        _answers.clear()


def _keep(key: Hashable, stamp: _Stamp, made: list[Any]) -> None:
    with _lock:
        _answers[key] = (stamp, time.monotonic(), made)
        _answers.move_to_end(key)
        while len(_answers) > MOST:
            _answers.popitem(last=False)

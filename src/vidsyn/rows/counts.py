"""Answers kept in memory while nothing happens: counts over the whole register, which change only when it does.

Kept under the question as it is put to the database, its text and all its values: whoever asks the same gets the same,
and who may see other rows asks something else. Everything that changes leaves a row in the history of the thing, so an
answer holds while nothing has been recorded of the kinds of things that it is `about` – and for a minute at most,
because of two transactions that end at once one may be seen before the other.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from threading import Lock
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from vidsyn.history.models import HistoryEntry, Record
from vidsyn.kernel.memories import memory
from vidsyn.rows.counting import Counting, Kinds
from vidsyn.sql.statements import asked, counted, counted_together, question

SECONDS = 60
MOST = 300
# So many of the latest rows of the history are looked at.
LATEST = 40

# Id, act and kind of thing of a row of the history.
_Row = tuple[int, Any, str]
_Version = Callable[[Kinds | None], int]


class _Watch:
    """How often this process has noticed that something was recorded, and at which of these times of each kind."""

    def __init__(self) -> None:
        self._latest: list[_Row] = []
        self._times = self._unknown = 0
        self._of_kind: dict[str, int] = {}
        self._lock = Lock()

    def noticed(self, latest: list[_Row]) -> _Version | None:
        """The version of things of some kinds, by the latest rows of the history; None where there are none."""
        with self._lock:
            new = set(latest) - set(self._latest)
            self._times += bool(new)
            if self._latest and self._latest[0] not in latest:
                # More has been recorded than is looked at, or what was seen has been rolled back.
                self._times += 1
                self._unknown = self._times
            self._latest = latest
            self._of_kind |= {kind: self._times for _id, _act, kind in new}
            times, unknown, of_kind = self._times, self._unknown, dict(self._of_kind)

        def version(about: Kinds | None) -> int:
            return times if about is None else max((unknown, *(of_kind.get(kind, 0) for kind in about)))

        return version if latest else None


_watch = _Watch()
_answers: OrderedDict[Hashable, tuple[int, float, list[Any]]] = OrderedDict()
_lock = Lock()


@cache
def kinds_of(*rooms: str) -> Kinds:
    """The kinds of all things that these rooms have."""
    models = (model for room in rooms for model in apps.get_app_config(room).get_models())
    return frozenset(model.KIND for model in models if issubclass(model, Record))


def cached_rows(*several: Counting) -> list[Any]:
    """The rows of each, one after the other, few and small. One statement while nothing has been recorded since,
    else one more for each.

    Each `build` must follow from what it is given and from what the history tells of: no clock, no configuration.
    """
    version = _version()
    return [row for one in several for row in _kept(asked, one, version)]


def cached_sums(*several: Counting) -> dict[Any, int]:
    """Rows of what each asks for are a key and a number: the numbers of each key added up, in the same way."""
    sums: Counter[Any] = Counter()
    for key, number in cached_rows(*several):
        sums[key] += number
    return dict(sums)


def cached_counts(*several: Counting) -> list[int]:
    """How many rows there are in each, in the same way; one more statement for all that are not known."""
    version = _version()
    known = {one: answer[0] for one in several if (answer := _held(counted, one, version))}
    asked_now = [one for one in several if one not in known]
    if asked_now:
        numbers = counted_together(*((one.build, one.given) for one in asked_now))
        for one, number in zip(asked_now, numbers, strict=True):
            _keep(counted, one, version, [number])
            known[one] = number
    return [int(known[one]) for one in several]


def _version() -> _Version | None:
    return _watch.noticed(asked(_latest))


def _latest() -> QuerySet[Any, Any]:
    return HistoryEntry.objects.order_by("-id").values_list("id", "correlation_id", "subject_kind")[:LATEST]


def _kept(ask: Callable[..., list[Any]], wanted: Counting, version: _Version | None) -> list[Any]:
    # The version was read before the rows: what happens between is then seen the next time.
    found = _held(ask, wanted, version)
    if found is None:
        found = ask(wanted.build, *wanted.given)
        _keep(ask, wanted, version, found)
    return found


def _held(ask: Callable[..., Any], wanted: Counting, version: _Version | None) -> list[Any] | None:
    if version is None:
        return None
    with _lock:
        found = _answers.get((ask, question(wanted.build, *wanted.given)))
    fresh = found and found[0] == version(wanted.about) and time.monotonic() - found[1] < SECONDS
    return found[2] if found and fresh else None


@memory
def forget_answers() -> None:
    """Clear the cache: a result may hold what has been erased."""
    with _lock:
        _answers.clear()


def _keep(ask: Callable[..., Any], wanted: Counting, version: _Version | None, made: list[Any]) -> None:
    if version is None:
        return
    key = (ask, question(wanted.build, *wanted.given))
    with _lock:
        _answers[key] = (version(wanted.about), time.monotonic(), made)
        _answers.move_to_end(key)
        while len(_answers) > MOST:
            _answers.popitem(last=False)

"""Log of erasures, as ids and dates: stored outside the database, so that a restore can repeat them.

`erasures.log` in the data folder has one line of JSON for each erased record: its kind, its id and when. It holds
no value. A backup made before an erasure still holds what was erased; `vidsyn restore` erases it again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from vidsyn.history import scrubbing
from vidsyn.history.facts import HistoryFact
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.rooms import open_rooms
from vidsyn.storage.writing import write_aside

logger = logging.getLogger("vidsyn.erasure")

FILE = "erasures.log"
REASON = "erased before; repeated after a restore"

# Erases the record with this id if it exists and is not erased yet.
Again = Callable[[str], None]
AGAIN: dict[str, Again] = {}


@dataclass(frozen=True, slots=True, order=True)
class Erased:
    """One erasure."""

    at: str
    kind: str
    id: str


def erases(kind: str) -> Callable[[Again], Again]:
    """Register the function that erases a record of this kind again after a restore."""

    def register(function: Again) -> Again:
        AGAIN[kind] = function
        return function

    return register


def after_erasure() -> None:
    """After an erasure commits, write the log and clean the database's own files.

    A large database is cleaned by the clock, so that nobody waits for it and no request times out.
    """
    write_log()
    scrubbing.ask()
    if scrubbing.is_quick():
        scrubbing.scrub()


def write_log(more: Iterable[Erased] = ()) -> None:
    """Bring the log up to date with the history, its own earlier lines, and `more`. It only grows."""
    known = read_log()
    wanted = {(each.kind, each.id): each for each in sorted([*known, *more, *_in_history()], reverse=True)}
    if len(wanted) > len(known):
        lines = "".join(json.dumps(asdict(each)) + "\n" for each in sorted(wanted.values()))
        write_aside(path(), lines.encode())


def read_log() -> list[Erased]:
    """Return every erasure in the log; a truncated line is skipped, since the history still has it."""
    file = path()
    found = []
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        try:
            found.append(Erased(**json.loads(line)))
        except (ValueError, TypeError):
            logger.warning("a line of %s cannot be read", file)
    return found


def erased_since(moment: str) -> int:
    """Count the people erased after a moment (ISO), whose data a backup from that moment may still hold.

    What is erased with an account, such as its tokens, does not count.
    """
    open_rooms()
    return sum(each.at > moment and each.kind in AGAIN for each in read_log())


def repeat(erasures: Iterable[Erased]) -> None:
    """Repeat erasures in this database. What is erased already stays unchanged."""
    open_rooms()
    for each in sorted(erasures):
        if each.kind in AGAIN:
            AGAIN[each.kind](each.id)


def _in_history() -> list[Erased]:
    facts = HistoryEntry.objects.filter(fact=HistoryFact.VALUES_ERASED).order_by("id")
    rows = facts.values_list("at", "subject_kind", "subject_id")
    return [Erased(at.isoformat(timespec="seconds"), kind, id_) for at, kind, id_ in rows]


def path() -> Path:
    """Return the path of the log, which exists after the first erasure."""
    return Path(settings.DATA) / FILE

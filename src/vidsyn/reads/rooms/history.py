"""The history: who changed what, when and why."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from vidsyn.history.reading import Line, Wanted
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.actors import Actor
from vidsyn.people.queries.history import history_counted
from vidsyn.reads.filters import Asked
from vidsyn.reads.registry import Part, listing


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """One object's history (`kind` and `name`, its id or reference), or all. Page with `before_id`, the last row's
    id.
    """

    kind: str = ""
    name: str = ""
    facts: tuple[str, ...] = ()
    correlation_id: uuid.UUID | None = None
    since: date | None = None
    until: date | None = None
    before_id: int | None = None


@listing("/history", tag="history", item=Line, filtered_by=HistoryFilter)
def history_list(viewer: Actor, wanted: HistoryFilter, page: Asked) -> Part:
    """The history, newest first: of one object, or the whole for those who may read it.

    Pages by number shift while history is being written; `before_id`, the last row's id, does not.
    """
    if bool(wanted.kind) != bool(wanted.name):
        missing = "name" if wanted.kind else "kind"
        raise Refusal("field_required", field=missing, label=missing)
    asked = Wanted(
        correlation_id=wanted.correlation_id,
        facts=wanted.facts,
        since=wanted.since,
        until=wanted.until,
        before_id=wanted.before_id,
        limit=page.size,
        offset=(page.page - 1) * page.size,
    )
    lines, total = history_counted(viewer, wanted.kind, wanted.name, asked)
    return Part(lines, total, page.page, max(1, -(-total // page.size)))

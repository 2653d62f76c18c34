"""Pending matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vidsyn import here
from vidsyn.people.actors import Actor
from vidsyn.reads.filters import Asked
from vidsyn.reads.registry import Part, listing, part_of
from vidsyn.reminders.queries.today import today_all
from vidsyn.rows.waiting import TodayRow


@dataclass(frozen=True, slots=True)
class TodayFilter:
    """The day to list matters for; today by default."""

    on: date | None = None


@listing("/today", tag="reminders", item=TodayRow, filtered_by=TodayFilter)
def today_list(viewer: Actor, wanted: TodayFilter, page: Asked) -> Part:
    """The caller's pending matters, the most urgent first. The page Today shows the first seven."""
    return part_of(today_all(viewer, wanted.on or here.today()), page, lambda row: row)

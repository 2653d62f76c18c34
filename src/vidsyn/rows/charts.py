"""Counts that a room shows of its records on the overview, each with the list filter that gives exactly its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from vidsyn.rows.announced import Announced

Wanted = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count: what of, how many, and the filter, as in a list's address, that finds these records and no others."""

    label: str
    number: int
    wanted: Wanted
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures to compare. `kind` is the `Record.KIND` whose list they open; `column` is what the labels are."""

    title: str | Promise
    kind: str
    column: str | Promise
    figures: tuple[Figure, ...] = field(default=())


# A function of a viewer: the charts of a room, in a constant number of statements.
Charts = Callable[[Any], Iterable[Chart]]
charted: Announced[Charts] = Announced("chart")

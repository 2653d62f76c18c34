"""A thing's history in words, for `<c-history>` on the thing's own page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vidsyn.history.reading import Line, Wanted
from vidsyn.people.actors import Actor
from vidsyn.people.queries.history import history_of, names_in
from vidsyn.wording.history import ReadableLine, readable

if TYPE_CHECKING:
    from vidsyn.history.models import Record

ON_A_PAGE = 20


def history_lines(viewer: Actor, thing: Record, limit: int = ON_A_PAGE) -> list[ReadableLine]:
    """The latest of what has happened to a thing the viewer has been let in to see; a few statements."""
    return readable_lines(viewer, history_of(viewer, thing, Wanted(limit=limit)))


def readable_lines(viewer: Actor, lines: Sequence[Line]) -> list[ReadableLine]:
    """Lines of the history in the page's language, with the names the viewer may see."""
    return readable(lines, names_in(viewer, lines))

"""The reminder plan: the shipped one, or the university's own file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vidsyn.agreements.vocabulary import DeadlineKind
from vidsyn.kernel.yaml_text import read_file
from vidsyn.reminders.logic.plan import Lead, read_plan

NAME = "reminders.yaml"
SHIPPED = Path(__file__).resolve().parent.parent / "data"
_folders = [SHIPPED]


def configure(folder: Path | None) -> None:
    """Prefer the file in `folder` to the shipped one; reads it at once, so that an error prevents the start."""
    _folders[:] = [SHIPPED] if folder is None else [folder, SHIPPED]
    plan.cache_clear()
    plan()


@cache
def plan() -> dict[DeadlineKind, Lead]:
    """Return how long before each kind of deadline reminders are sent."""
    path = next(folder / NAME for folder in _folders if (folder / NAME).is_file())
    return read_file(path, read_plan)

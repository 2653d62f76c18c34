"""The plan of reminders: as shipped, or the university's own file."""

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
    """Let the file in `folder` go before the shipped one; read at once, so that a mistake stops the start."""
    _folders[:] = [SHIPPED] if folder is None else [folder, SHIPPED]
    plan.cache_clear()
    plan()


@cache
def plan() -> dict[DeadlineKind, Lead]:
    """How long before each kind of deadline somebody is told."""
    path = next(folder / NAME for folder in _folders if (folder / NAME).is_file())
    return read_file(path, read_plan)

"""The room's code lists and tables: as shipped, or the university's own files of the same names.

Read once and cached. `configure` names a folder whose files replace the shipped ones (`kinds.yaml`, `forms.yaml`,
`levels.yaml`, `ssif-2025.csv`), and reads all of them, so that an error in one prevents the start rather than
breaking a page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vidsyn.collaborations.logic.kinds import Kind, OwnField, read_forms, read_kinds
from vidsyn.collaborations.logic.levels import Rules, read_rules
from vidsyn.collaborations.logic.subjects import Subject, read_subjects
from vidsyn.collaborations.vocabulary import Form
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.yaml_text import read_file, read_yaml

SHIPPED = Path(__file__).resolve().parent.parent / "data"
_folders = [SHIPPED]


def configure(folder: Path | None) -> None:
    """Prefer the files in `folder` to the shipped ones; None uses the shipped ones alone."""
    _folders[:] = [SHIPPED] if folder is None else [folder, SHIPPED]
    for catalogue in (kinds, forms, level_rules, subjects, goals):
        catalogue.cache_clear()
        catalogue()


@cache
def kinds() -> dict[str, Kind]:
    """Kinds of activity by code."""
    return read_file(_path("kinds.yaml"), read_kinds)


@cache
def forms() -> dict[Form, tuple[OwnField, ...]]:
    """Own fields of activities by form."""
    return read_file(_path("forms.yaml"), read_forms)


@cache
def level_rules() -> Rules:
    """Requirements of each level."""
    return read_file(_path("levels.yaml"), read_rules)


@cache
def subjects() -> dict[str, Subject]:
    """Research subjects by code, including retired ones."""
    return read_file(_path("ssif-2025.csv"), read_subjects)


@cache
def goals() -> dict[int, Words]:
    """The global goals by number."""
    return read_file(_path("goals.yaml"), _read_goals)


def _read_goals(text: str) -> dict[int, Words]:
    return {number: Words(**row) for number, row in enumerate(read_yaml(text), start=1)}


def _path(name: str) -> Path:
    return next(folder / name for folder in _folders if (folder / name).is_file())

"""The tree of units: codes and paths."""

from __future__ import annotations

import re

from vidsyn.kernel.refusals import Refusal, RefusalKind

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_PATH = 300


def clean_code(text: str) -> str:
    """Return a unit's code as stored: lower case, so that paths compare alike in every database.

    Raises Refusal `unit_code_unusable`.
    """
    code = text.strip().lower()
    if len(code) > 40 or not _CODE.fullmatch(code):
        raise Refusal("unit_code_unusable", field="code", value=text)
    return code


def path_under(parent_path: str | None, code: str) -> str:
    """Return the path of the unit `code` under its parent. Raises Refusal `unit_too_deep`."""
    path = f"{parent_path or ''}{code}/"
    if len(path) > LONGEST_PATH:
        raise Refusal("unit_too_deep", field="parent", longest=LONGEST_PATH)
    return path


def check_move(path: str, new_parent_path: str | None) -> None:
    """Raise Refusal `unit_under_itself` if a unit would move below itself."""
    if new_parent_path is not None and new_parent_path.startswith(path):
        raise Refusal("unit_under_itself", kind=RefusalKind.STATE, field="parent")


def moved_path(path: str, old_root: str, new_root: str) -> str:
    """Return the new path of the unit at `path` when the unit at `old_root`, itself or above it, moves to
    `new_root`.
    """
    return new_root + path.removeprefix(old_root)

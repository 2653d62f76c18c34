"""Read the data files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vidsyn.kernel.yaml_text import read_yaml

DATA = Path(__file__).parent / "data"

Entry = dict[str, Any]


def entries(name: str) -> list[Entry]:
    """Return all entries of a data file, such as `partners`."""
    found: list[Entry] = read_yaml((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return found

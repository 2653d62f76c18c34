"""The rooms that exist, found in the package, so that adding or deleting a folder is enough."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import vidsyn


def room_apps() -> list[str]:
    """Return the rooms that are Django apps (with tables, templates or start-up code), by module name."""
    return [
        f"vidsyn.{room.name}"
        for room in pkgutil.iter_modules(vidsyn.__path__)
        if room.ispkg and any((Path(path) / room.name / "apps.py").is_file() for path in vidsyn.__path__)
    ]

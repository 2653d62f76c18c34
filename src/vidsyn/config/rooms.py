"""Which rooms there are: what lies in the package, so that a room comes and goes with its folder."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import vidsyn


def room_apps() -> list[str]:
    """The rooms that Django has to know – those with tables, templates or something to do at start – by module name."""
    return [
        f"vidsyn.{room.name}"
        for room in pkgutil.iter_modules(vidsyn.__path__)
        if room.ispkg and any((Path(path) / room.name / "apps.py").is_file() for path in vidsyn.__path__)
    ]

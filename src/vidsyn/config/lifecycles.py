"""Generate `docs/lifecycles.md` from the transition tables: `python -m vidsyn.config.lifecycles`."""

from __future__ import annotations

import sys
from pathlib import Path

from vidsyn.agreements.logic import lifecycle as agreements
from vidsyn.collaborations.logic import lifecycle as collaborations

PAGE = Path("docs") / "lifecycles.md"


def page() -> str:
    """Return the whole page, with one section for each lifecycle."""
    return (
        "# Lifecycles\n\n"
        "Generated from the transition tables by `python -m vidsyn.config.lifecycles`; do not edit by hand.\n\n"
        "## Agreement\n\n"
        "Up to *signed*, each arrow is one operation (`agreements/logic/lifecycle.py`). After that nobody moves an\n"
        "agreement: what it is on a day follows from its dates, notices, amendments and successor\n"
        "(`agreements/logic/timeline.py`).\n\n"
        f"```mermaid\n{agreements.diagram()}```\n\n"
        "## Collaboration\n\n"
        "Each arrow is one operation (`collaborations/logic/lifecycle.py`). Resting, ending and reopening take a "
        "reason.\nLevels are a table of their own: see [collaborations](collaborations.md).\n\n"
        f"```mermaid\n{collaborations.diagram()}```\n"
    )


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    target.write_text(page(), encoding="utf-8")

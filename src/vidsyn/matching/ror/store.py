"""Where the ROR index is kept: one file per version and `current.json`, which names the one in use.

A new version is written whole beside the old one; only then does `current.json` change, in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.matching.index.background import word_counts
from vidsyn.matching.index.building import build
from vidsyn.matching.index.container import DamagedFile, open_arrays, write_arrays
from vidsyn.matching.index.opened import Index
from vidsyn.matching.organisation_index import OrganisationIndex
from vidsyn.matching.ror.dump import read_dump

LAYOUT = 5  # raise when the arrays or what they mean change
_CURRENT = "current.json"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: the version in use after it, and whether anything changed."""

    about: dict[str, Any]
    is_new: bool


def words_version() -> str:
    """Which canonical words the index was made with: an index of other words would miss."""
    table = (files("vidsyn.matching.text") / "canonical.json").read_bytes()
    return f"{LAYOUT}-{hashlib.sha256(table).hexdigest()[:12]}"


def import_dump(
    source: Path, folder: Path, *, at: datetime, progress: Callable[[int], None] | None = None
) -> ImportResult:
    """Make the index of a dump and put it to use. Refused whole (nothing changes) when the dump is not whole."""
    digest = _digest(source)
    known = _current(folder)
    if (
        known
        and known["sha256"] == digest
        and known["words"] == words_version()
        and (folder / known["file"]).exists()
    ):
        return ImportResult(known, is_new=False)
    arrays = build(read_dump(source), progress, background=word_counts())
    if not len(arrays["record_country"]):
        raise Refusal("ror_dump_empty", file=source.name)
    about: dict[str, Any] = {
        "sha256": digest,
        "words": words_version(),
        "source": source.name,
        "release": _release(source.name),
        "imported_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "records": len(arrays["record_country"]),
        "names": len(arrays["name_record"]),
        "file": f"organisations-{digest[:12]}-{words_version()}.idx",
    }
    write_arrays(folder / about["file"], arrays, about)
    _point(folder, about)
    _forget(folder, keep={about["file"], (known or about)["file"]})
    return ImportResult(about, is_new=True)


def open_index(folder: Path) -> OrganisationIndex:
    """The index in use in a folder (`VIDSYN_DATA/ror`). Opened once per version and process."""
    known = _current(folder)
    if known is None:
        raise Refusal("ror_index_missing", kind=RefusalKind.STATE)
    if known["words"] != words_version():
        raise Refusal("ror_index_outdated", kind=RefusalKind.STATE, source=known["source"])
    return _opened(folder / known["file"])


def current_version(folder: Path) -> str | None:
    """Which version of ROR `open_index` would open; None where there is none, or another Vidsyn made it."""
    known = _current(folder)
    return known["sha256"] if known and known["words"] == words_version() else None


@lru_cache(maxsize=2)
def _opened(path: Path) -> OrganisationIndex:
    try:
        return OrganisationIndex(Index(*open_arrays(path)))
    except (DamagedFile, FileNotFoundError) as error:
        raise Refusal("ror_index_damaged", kind=RefusalKind.STATE, file=path.name) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _release(name: str) -> str | None:
    found = re.search(r"v\d+\.\d+(?:[.-]\d+)*", name)
    return found.group() if found else None


def _current(folder: Path) -> dict[str, Any] | None:
    try:
        known: dict[str, Any] = json.loads((folder / _CURRENT).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return known


def _point(folder: Path, about: dict[str, Any]) -> None:
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(about, file, ensure_ascii=False, indent=1)
    os.replace(temporary, folder / _CURRENT)


def _forget(folder: Path, keep: set[str]) -> None:
    """The version before stays, for processes that have it open by name; older ones go."""
    for path in folder.glob("organisations-*.idx"):
        if path.name not in keep:
            path.unlink(missing_ok=True)

"""The ROR index on disk: one file per version, and `current.json` with the name of the one in use.

A new version is written whole beside the old one; only then does `current.json` change, in one step.
"""

from __future__ import annotations

import hashlib
import json
import re
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
from vidsyn.matching.index.container import Array, DamagedFile, open_arrays, write_arrays
from vidsyn.matching.index.opened import Index
from vidsyn.matching.organisation_index import OrganisationIndex
from vidsyn.matching.ror.dump import read_dump
from vidsyn.storage.writing import room_on_disk, sweep, write_aside

LAYOUT = 5  # increase when the arrays or their meaning change
_CURRENT = "current.json"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Result of an import: the version now in use, and whether anything changed."""

    about: dict[str, Any]
    is_new: bool


def words_version() -> str:
    """Version of the canonical words the index was built with: an index built with others would miss names."""
    table = (files("vidsyn.matching.text") / "canonical.json").read_bytes()
    return f"{LAYOUT}-{hashlib.sha256(table).hexdigest()[:12]}"


def import_dump(
    source: Path, folder: Path, *, at: datetime, progress: Callable[[int], None] | None = None
) -> ImportResult:
    """Build the index of a dump and put it to use. Refuses an incomplete dump and then changes nothing."""
    digest = _digest(source)
    known = _current(folder)
    if known and (known["sha256"], known["words"]) == (digest, words_version()) and _is_whole(folder, known):
        return ImportResult(known, is_new=False)
    arrays = _built(source, progress)
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
    with room_on_disk(folder):
        write_arrays(folder / about["file"], arrays, about)
        write_aside(folder / _CURRENT, json.dumps(about, ensure_ascii=False, indent=1).encode())
    _forget(folder, keep={about["file"], (known or about)["file"]})
    return ImportResult(about, is_new=True)


def _built(source: Path, progress: Callable[[int], None] | None) -> dict[str, Array]:
    try:
        return build(read_dump(source), progress, background=word_counts())
    except (OverflowError, MemoryError) as error:
        detail = type(error).__name__
        raise Refusal("ror_dump_damaged", file=source.name, detail=detail) from error


def open_index(folder: Path) -> OrganisationIndex:
    """Open the index in use in a folder (`VIDSYN_DATA/ror`). Opened once per version and process."""
    known = _current(folder)
    if known is None:
        code = "ror_index_damaged" if (folder / _CURRENT).exists() else "ror_index_missing"
        raise Refusal(code, kind=RefusalKind.STATE, file=_CURRENT)
    if known["words"] != words_version():
        raise Refusal("ror_index_outdated", kind=RefusalKind.STATE, source=known["source"])
    return _opened(folder / known["file"])


def current_version(folder: Path) -> str | None:
    """Return the version that `open_index` would open; None where there is none, or another Vidsyn built it."""
    known = _current(folder)
    return known["sha256"] if known and known["words"] == words_version() else None


@lru_cache(maxsize=2)
def _opened(path: Path) -> OrganisationIndex:
    try:
        return OrganisationIndex(Index(*open_arrays(path)))
    except (DamagedFile, OSError, LookupError, ValueError) as error:
        raise Refusal("ror_index_damaged", kind=RefusalKind.STATE, file=path.name) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _release(name: str) -> str | None:
    found = re.search(r"v\d+\.\d+(?:[.-]\d+)*", name)
    return found.group() if found else None


def _current(folder: Path) -> dict[str, Any] | None:
    """Return the description of the version in use; None where there is none, or its file is damaged."""
    try:
        known = json.loads((folder / _CURRENT).read_text("utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return None
    needed = ("sha256", "words", "file", "source")
    sound = isinstance(known, dict) and all(isinstance(known.get(name), str) for name in needed)
    return known if sound else None


def _is_whole(folder: Path, known: dict[str, Any]) -> bool:
    """Check that the version's file opens: a damaged one is built again."""
    try:
        open_arrays(folder / known["file"])
    except (DamagedFile, OSError):
        return False
    return True


def _forget(folder: Path, keep: set[str]) -> None:
    """Delete older versions except the previous one, which running processes may have open by name."""
    for path in folder.glob("organisations-*.idx"):
        if path.name not in keep:
            path.unlink(missing_ok=True)
    sweep(folder)

"""The head: the newest seal, written beside the database so that truncation of the history is detected.

`seals/head.json` in the data folder holds the newest, `seals/heads.log` one line for each. Copy them elsewhere too:
whoever can write both database and data folder can truncate both.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils import timezone

from vidsyn.history.models import Seal
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.storage.writing import write_aside


@dataclass(frozen=True, slots=True)
class Head:
    """A seal as it was when made. `accepted` is a person's reason for accepting an earlier head."""

    sequence: int
    mac: str
    sealed_at: str
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The heads stored beside the database: every one in the log, oldest first, and the newest.

    `torn` counts what a crash or a full disk left: an incomplete last line, an empty `head.json`. Nothing is lost,
    since the seal is written again. `damaged` counts other unreadable lines, which no crash leaves.
    """

    log: tuple[Head, ...]
    newest: Head | None
    torn: int
    damaged: int


def read_written() -> Written:
    """Read both files, skipping what cannot be read."""
    lines = _lines()
    log = [_head_from(line) for line in lines]
    is_torn = bool(lines) and not (lines[-1].endswith("\n") and log[-1])
    whole = [head for head in (log[:-1] if is_torn else log) if head]
    newest, is_emptied = None, False
    path = _folder() / "head.json"
    if path.exists():
        newest = _head_from(path.read_text(errors="replace"))
        is_emptied = newest is None
        newest = newest or (whole[-1] if whole else None)
    damaged = len(log) - is_torn - len(whole)
    return Written(tuple(whole), newest, is_torn + is_emptied, damaged)


def _lines() -> list[str]:
    path = _folder() / "heads.log"
    return path.read_text(errors="replace").splitlines(keepends=True) if path.exists() else []


def _head_from(line: str) -> Head | None:
    """Return the head in a line, or None without a complete one. A fragment of an earlier line may precede it."""
    for text in (line, line[line.rfind("{") :]):
        try:
            head = Head(**json.loads(text))
        except (ValueError, TypeError):
            continue
        if isinstance(head.sequence, int) and isinstance(head.mac, str):
            return head
    return None


def check_head() -> None:
    """Refuse `history_head_mismatch` when the database lacks the seal written beside it.

    Sealing on top of a truncated or older database would hide that.
    """
    head = read_written().newest
    if (
        head is not None
        and head.sequence
        and not Seal.objects.filter(sequence=head.sequence, mac=head.mac).exists()
    ):
        raise Refusal("history_head_mismatch", kind=RefusalKind.STATE, sequence=head.sequence)


def write_heads() -> None:
    """Write every seal made since the last one written."""
    head = read_written().newest
    since = head.sequence if head else 0
    for seal in Seal.objects.filter(sequence__gt=since).order_by("sequence"):
        _write(_head_of(seal))


def accept_head(reason: str) -> Head:
    """Accept the database's newest seal as the head, after an earlier database was restored on purpose.

    The reason stays in the log permanently, and `verify` counts it. Raises Refusal `reason_required`.
    """
    require_reason(reason)
    newest = Seal.objects.order_by("-sequence").first()
    head = _head_of(newest, reason.strip()) if newest else _no_head(reason.strip())
    _write(head)
    return head


def _head_of(seal: Seal, accepted: str = "") -> Head:
    return Head(seal.sequence, seal.mac, seal.sealed_at.isoformat(), accepted)


def _no_head(accepted: str) -> Head:
    """Return the head that represents a database without any seal."""
    return Head(0, "", timezone.now().isoformat(), accepted)


def _write(head: Head) -> None:
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(head), ensure_ascii=False) + "\n"
    with (folder / "heads.log").open("ab+") as log:
        _cut_torn_line(log)
        log.write(line.encode())
        log.flush()
        os.fsync(log.fileno())
    write_aside(folder / "head.json", line.encode())


def _cut_torn_line(log: IO[bytes]) -> None:
    """Remove an incomplete last line, so that the next one starts on its own line."""
    log.seek(0)
    content = log.read()
    if content and not content.endswith(b"\n"):
        log.truncate(content.rfind(b"\n") + 1)


def _folder() -> Path:
    return Path(settings.DATA) / "seals"

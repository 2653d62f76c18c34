"""The head: the newest seal, written beside the database so that its end cannot be cut off unseen.

`seals/head.json` in the data folder holds the newest, `seals/heads.log` one line for each. Copy them elsewhere too:
whoever can write both database and data folder can cut both.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.plumbing.models import Seal


@dataclass(frozen=True, slots=True)
class Head:
    """A seal as it was when it was made. `accepted` is the reason a person gave for an earlier head to count."""

    sequence: int
    mac: str
    sealed_at: str
    accepted: str = ""


def read_head() -> Head | None:
    """The newest seal as written beside the database."""
    path = _folder() / "head.json"
    return Head(**json.loads(path.read_text())) if path.exists() else None


def read_log() -> Iterator[Head]:
    """Every seal as written beside the database, oldest first."""
    path = _folder() / "heads.log"
    if path.exists():
        with path.open() as file:
            for line in file:
                yield Head(**json.loads(line))


def check_head() -> None:
    """Refuse `history_head_mismatch` when the database lacks the seal that was written beside it.

    Sealing on top of a database with its end cut off, or put back from an earlier day, would hide that.
    """
    head = read_head()
    if (
        head is not None
        and head.sequence
        and not Seal.objects.filter(sequence=head.sequence, mac=head.mac).exists()
    ):
        raise Refusal("history_head_mismatch", kind=RefusalKind.STATE, sequence=head.sequence)


def write_heads() -> None:
    """Write down every seal made since the last one that was written down."""
    head = read_head()
    since = head.sequence if head else 0
    for seal in Seal.objects.filter(sequence__gt=since).order_by("sequence"):
        _write(_head_of(seal))


def accept_head(reason: str) -> Head:
    """Let the database's newest seal count as the head, after an earlier database was put back on purpose.

    The reason stands in the log for good, and `verify` counts it.
    Raises Refusal `reason_required`.
    """
    require_reason(reason)
    newest = Seal.objects.order_by("-sequence").first()
    head = _head_of(newest, reason.strip()) if newest else _no_head(reason.strip())
    _write(head)
    return head


def _head_of(seal: Seal, accepted: str = "") -> Head:
    return Head(seal.sequence, seal.mac, seal.sealed_at.isoformat(), accepted)


def _no_head(accepted: str) -> Head:
    """Stands for a database without any seal."""
    return Head(0, "", timezone.now().isoformat(), accepted)


def _write(head: Head) -> None:
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(head), ensure_ascii=False)
    with (folder / "heads.log").open("a") as log:
        log.write(line + "\n")
        log.flush()
        os.fsync(log.fileno())
    fresh = folder / "head.json.new"
    fresh.write_text(line + "\n")
    fresh.replace(folder / "head.json")


def _folder() -> Path:
    return Path(settings.DATA) / "seals"

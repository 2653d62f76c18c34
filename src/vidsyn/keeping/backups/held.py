"""Log of backups, and how long each may be retained.

`backups.log` in the data folder has one line of JSON for each. A backup past its last day may still hold data
erased since: it must be deleted, and `vidsyn check` reports it for as long as the file is where it was written.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidsyn import here
from vidsyn.history import erasure_log

FILE = "backups.log"
REPLACED = "replaced"
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Held:
    """One backup: where it was written, when, and the last day of its retention."""

    file: str
    made_at: str
    held_until: str

    @property
    def is_there(self) -> bool:
        """Whether the file is still where it was written."""
        return Path(self.file).exists()

    @property
    def is_due(self) -> bool:
        """Whether its last day has passed."""
        return date.fromisoformat(self.held_until) < here.today()

    @property
    def erased_since(self) -> int:
        """Number of people erased since it was made, whose data it may still hold."""
        return erasure_log.erased_since(self.made_at)


def last_day(made_at: datetime) -> str:
    """Return the last day on which a backup made then may be retained."""
    return (timezone.localdate(made_at) + timedelta(days=settings.BACKUP_DAYS)).isoformat()


def backups_known() -> list[Held]:
    """Return the logged backups whose file still exists, oldest first."""
    newest = {each.file: each for each in read_log()}
    return sorted((each for each in newest.values() if each.is_there), key=lambda each: each.made_at)


def read_log() -> list[Held]:
    """Return every backup ever made here."""
    path = _path()
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Held(**json.loads(line)) for line in lines if line.endswith("}")]


def write_log(more: Iterable[Held]) -> None:
    """Add to the log what it lacks."""
    known = read_log()
    lacking = [each for each in more if each not in known]
    with _path().open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(each)) + "\n" for each in lacking)


def prune_replaced() -> int:
    """Delete registers that a restore set aside, once they are as old as a backup may be; returns how many."""
    before = timezone.now() - timedelta(days=settings.BACKUP_DAYS)
    old = [path for path in (Path(settings.DATA) / REPLACED).glob("*") if _put_aside(path) < before]
    for path in old:
        shutil.rmtree(path)
    return len(old)


def _put_aside(path: Path) -> datetime:
    try:
        return datetime.strptime(path.name, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)


def _path() -> Path:
    return Path(settings.DATA) / FILE

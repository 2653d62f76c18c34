"""Sent mail and finished tasks: how long they are retained, and how a person is removed from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vidsyn.history.personal.needles import Needles

# Django writes this line after each message in a file.
_BETWEEN = b"\n" + b"-" * 79 + b"\n"


def forget_letters(needles: Needles) -> None:
    """Delete unsent messages to the person, and every mail file that contains the person's values."""
    _forget_queued(needles)
    transaction.on_commit(lambda: _forget_files(needles))


def prune_sent(now: datetime | None = None) -> int:
    """Delete mail files and finished tasks older than `VIDSYN_SENT_DAYS`; returns how many."""
    from django_tasks_db.models import DBTaskResult

    before = (now or timezone.now()) - timedelta(days=settings.SENT_DAYS)
    old = [path for path in _files() if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    done, _each = DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    return len(old) + done


def _forget_queued(needles: Needles) -> None:
    from django_tasks_db.models import DBTaskResult

    # Including running tasks: their worker may be gone, and the next one would send the message.
    unsent = DBTaskResult.objects.ready() | DBTaskResult.objects.running()
    hers = [
        task.pk
        for task in unsent
        if any(str(argument).lower() in needles.emails for argument in task.args_kwargs.get("args", ()))
    ]
    DBTaskResult.objects.filter(pk__in=hers).delete()


def _forget_files(needles: Needles) -> None:
    for path in _files():
        if any(needles.found_in(text) for text in _texts(path.read_bytes())):
            path.unlink(missing_ok=True)


def _texts(content: bytes) -> Iterator[str]:
    """Yield the decoded headers and texts of a file's messages."""
    for written in content.split(_BETWEEN):
        letter = message_from_bytes(written, _class=EmailMessage, policy=policy.default)
        yield "\n".join(str(value) for value in letter.values())
        for part in letter.walk():
            if part.get_content_maintype() == "text":
                yield str(part.get_content())


def _files() -> list[Path]:
    folder = Path(settings.EMAIL_FILE_PATH)
    return sorted(path for path in folder.glob("*") if path.is_file())

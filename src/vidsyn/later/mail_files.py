"""Mail to files, where no mail server is set: a file for each letter in the data folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from vidsyn.storage.writing import write_aside


class EmailBackend(BaseEmailBackend):
    """Writes each letter under its Message-ID, so that one sent again takes its own place."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were written. Raises OSError, on which the worker tries again."""
        for letter in email_messages:
            message = letter.message()
            write_aside(_path(str(message["Message-ID"])), message.as_bytes() + b"\n")
        return len(email_messages)


def remove_letter(message_id: str) -> None:
    """Delete the file of a letter, if it was written to one."""
    _path(message_id).unlink(missing_ok=True)


def _path(message_id: str) -> Path:
    return Path(settings.EMAIL_FILE_PATH) / f"{message_id.strip('<>').partition('@')[0]}.log"

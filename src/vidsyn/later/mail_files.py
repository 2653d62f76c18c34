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
            name = str(message["Message-ID"]).strip("<>").partition("@")[0]
            write_aside(Path(settings.EMAIL_FILE_PATH) / f"{name}.log", message.as_bytes() + b"\n")
        return len(email_messages)

"""Outgoing mail, put in the queue in the same transaction as what it tells of.

If the change is rolled back the mail is never sent; if the mail server is away the worker tries again later.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django_tasks import task

logger = logging.getLogger("vidsyn.mail")

# Waits before the second, third … attempt. After the last the task stands as failed, for a person to look at.
RETRIES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


def mail_enqueue(
    *, to: str, subject: str, text: str, html: str = "", headers: Mapping[str, str] | None = None
) -> None:
    """Queue one mail to one address; call inside the operation's transaction."""
    send.enqueue(to, subject, text, html, dict(headers or {}))


@task()
def send(to: str, subject: str, text: str, html: str, headers: dict[str, str], attempt: int = 0) -> None:
    """Send one queued mail; on a mail server's fault, queue the next attempt."""
    message = EmailMultiAlternatives(_one_line(subject), text, to=[to], headers=headers)
    if html:
        message.attach_alternative(html, "text/html")
    try:
        message.send()
    except OSError:  # SMTPException is one, and so is a server that does not answer
        if attempt >= len(RETRIES):
            raise
        logger.warning(
            "mail could not be sent, attempt %s; trying again in %s", attempt + 1, RETRIES[attempt]
        )
        _again(attempt, to, subject, text, html, headers)


def _again(attempt: int, *arguments: Any) -> None:
    later: Any = send.using(run_after=timezone.now() + RETRIES[attempt])
    later.enqueue(*arguments, attempt + 1)


def _one_line(subject: str) -> str:
    return " ".join(subject.split())

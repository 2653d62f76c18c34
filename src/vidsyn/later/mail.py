"""Outgoing mail, put in the queue in the same transaction as what it tells of.

If the change is rolled back the mail is never sent; if the mail server is away the worker tries again later
(`patience.RETRIES`).
"""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult

from vidsyn.later.mail_files import remove_letter

HandedOver = dict[str, str]


def mail_enqueue(
    *, to: str, subject: str, text: str, html: str = "", headers: Mapping[str, str] | None = None
) -> None:
    """Queue one mail to one address; call inside the operation's transaction."""
    send.enqueue(to, subject, text, html, dict(headers or {}))


@task(takes_context=True)
def send(
    context: TaskContext,
    to: str,
    subject: str,
    text: str,
    html: str,
    headers: dict[str, str],
    *_attempts: int,  # letters queued by version 0.1 carry how often they were tried; the worker counts that now
) -> HandedOver:
    """Hand one queued letter to the mail server, at least once and never twice knowingly.

    That it was handed over is written down at once, before anything else can fail. Where a worker ended between
    the two nobody can know, and the letter goes again under the same Message-ID, by which mail systems see that it
    is one. A fault of the mail server is the worker's to try again.

    A letter whose recipient is erased while a worker holds it is not sent, or its file is removed again.
    """
    letter = context.task_result.id
    handed = _handed_over(letter)
    if handed is not None:
        return handed
    headers = {"Message-ID": _message_id(letter), **headers}
    message = EmailMultiAlternatives(_one_line(subject), text, to=[to], headers=headers)
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
    return _write_down(letter)


def _handed_over(letter: str) -> HandedOver | None:
    """When it was handed over; None where it was not. Nothing to hand over is left of a letter that was erased."""
    found = list(DBTaskResult.objects.filter(pk=letter).values_list("return_value", flat=True))
    value = found[0] if found else {}
    return value if isinstance(value, dict) else None


def _write_down(letter: str) -> HandedOver:
    handed = {"handed_over_at": timezone.now().isoformat()}
    if not DBTaskResult.objects.filter(pk=letter).update(return_value=handed):
        remove_letter(_message_id(letter))
    return handed


def _message_id(letter: str) -> str:
    """The same however often the letter is sent, and from whichever machine."""
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"<{letter}@{sender.rpartition('@')[2] or 'localhost'}>"


def _one_line(subject: str) -> str:
    return " ".join(subject.split())

"""Mail leaves with the change it tells of, not without it, and waits out a mail server that is away."""

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from vidsyn.plumbing.mail import RETRIES, mail_enqueue
from vidsyn.plumbing.worker import work

pytestmark = pytest.mark.django_db(transaction=True)


class AwayBackend(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture(autouse=True)
def _database_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def enqueue():
    mail_enqueue(
        to="koordinator@example.org", subject="Avtal\nA-1", text="Sista dag", html="<p>Sista dag</p>"
    )


def test_mail_is_sent_by_the_worker_once():
    enqueue()
    assert mail.outbox == []
    work(batch=True)
    work(batch=True)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["koordinator@example.org"], "Avtal A-1", "Sista dag")
    assert sent.alternatives[0].content == "<p>Sista dag</p>"


def test_a_change_rolled_back_takes_its_mail_with_it():
    with transaction.atomic():
        enqueue()
        transaction.set_rollback(True)
    work(batch=True)
    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_tried_again_later_and_not_for_ever(settings):
    settings.EMAIL_BACKEND = f"{__name__}.AwayBackend"
    enqueue()
    for _ in range(len(RETRIES) + 1):
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        work(batch=True)
    assert DBTaskResult.objects.filter(status="READY").count() == 0
    assert DBTaskResult.objects.filter(status="FAILED").count() == 1
    assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == len(RETRIES)


def test_the_second_attempt_waits_its_time(settings):
    settings.EMAIL_BACKEND = f"{__name__}.AwayBackend"
    enqueue()
    work(batch=True)
    waiting = DBTaskResult.objects.get(status="READY")
    assert RETRIES[0] * 0.9 < waiting.run_after - timezone.now() <= RETRIES[0]

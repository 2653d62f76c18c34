"""Mail leaves with the change it tells of, not without it, once, and waits out a mail server that is away."""

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from vidsyn.history.personal.needles import Needles
from vidsyn.history.personal.sent import forget_letters
from vidsyn.later import claims, worker
from vidsyn.later.heartbeats import worker_alive
from vidsyn.later.mail import mail_enqueue
from vidsyn.later.mail_files import EmailBackend
from vidsyn.later.patience import RETRIES
from vidsyn.later.worker import work

RECIPIENT = Needles.of(emails=["koordinator@example.org"])
pytestmark = pytest.mark.django_db(transaction=True)


class AwayBackend(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


class ErasedMeanwhile(EmailBackend):
    """Somebody erases the recipient at the very moment at which a live worker hands her letter over."""

    def send_messages(self, messages):
        forget_letters(RECIPIENT)
        return super().send_messages(messages)


def enqueue():
    mail_enqueue(
        to="koordinator@example.org", subject="Avtal\nA-1", text="Sista dag", html="<p>Sista dag</p>"
    )


def make_due():
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


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
    for attempt in range(len(RETRIES) + 1):
        assert DBTaskResult.objects.get().status == "READY", attempt
        make_due()
        work(batch=True)
    letter = DBTaskResult.objects.get()
    assert letter.status == "FAILED"
    assert letter.exception_class_path == "builtins.ConnectionRefusedError"


def test_the_second_attempt_waits_its_time(settings):
    settings.EMAIL_BACKEND = f"{__name__}.AwayBackend"
    enqueue()
    work(batch=True)
    work(batch=True)
    waiting = DBTaskResult.objects.get(status="READY")
    assert RETRIES[0] * 0.9 < waiting.run_after - timezone.now() <= RETRIES[0]


def test_a_letter_handed_over_is_not_sent_again_when_its_worker_ended_before_saying_so():
    enqueue()
    work(batch=True)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["gone"])
    work(batch=True)
    assert len(mail.outbox) == 1
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_letter_that_may_have_left_goes_again_as_the_same_letter():
    enqueue()
    work(batch=True)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["gone"], return_value=None)
    work(batch=True)
    first, again = mail.outbox
    letter = DBTaskResult.objects.get().pk
    assert first.message()["Message-ID"] == again.message()["Message-ID"] == f"<{letter}@localhost>"


def test_mail_to_files_is_whole_and_sent_again_takes_its_own_place(settings, tmp_path):
    settings.EMAIL_BACKEND = "vidsyn.later.mail_files.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    enqueue()
    work(batch=True)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["gone"], return_value=None)
    work(batch=True)
    (file,) = (tmp_path / "mail").iterdir()
    assert "Sista dag" in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_the_database_failing_after_the_letter_left_does_not_send_it_twice():
    """The answer of the mail server is written down in a statement of its own; what comes after it may fail."""
    enqueue()

    def full_at_the_end(execute, sql, params, many, context):
        if "UPDATE" in sql and "finished_at" in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full_at_the_end), pytest.raises(OperationalError):
        work(batch=True)
    work(batch=True)
    assert len(mail.outbox) == 1
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_letter_erased_while_a_live_worker_holds_it_is_not_sent():
    enqueue()
    with worker_alive("one"):
        held = claims.claim("one")
        forget_letters(RECIPIENT)
        worker._do(held)
    work(batch=True)
    assert mail.outbox == []
    assert not DBTaskResult.objects.exists()


def test_a_letter_erased_while_it_is_handed_over_leaves_no_file(settings, tmp_path):
    settings.EMAIL_BACKEND = f"{__name__}.ErasedMeanwhile"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    enqueue()
    work(batch=True)
    assert list((tmp_path / "mail").iterdir()) == []
    assert not DBTaskResult.objects.exists()

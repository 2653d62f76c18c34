"""One submission, one thing: what is sent twice is carried out once and answered alike.

A door that was given a key wraps what it does in `submitted`. The outermost operation writes the key down in its own
transaction, so the key is taken exactly when the change is kept: a refused attempt leaves it free, and of two that
arrive together the second waits for the first and is then given its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from vidsyn.acts.models import Submission
from vidsyn.kernel.actors import Acting
from vidsyn.kernel.refusals import Refusal, RefusalKind

KEPT = timedelta(days=7)
LONGEST = 200  # characters of a key
Answer = dict[str, Any]


class AlreadyDoneError(Exception):
    """The same was sent before and carried out; `answer` is what it was answered with."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("carried out before")
        self.answer = answer


@dataclass(slots=True)
class Submitted:
    """What was sent under a key, and what the door answers to what the operation returns.

    An operation that answers with a secret gives `answer` None in its place. `answered` is the answer once the
    operation has succeeded.
    """

    key: str
    digest: str
    answer: Callable[[Any], Answer]
    answered: Answer | None = None
    row: Submission | None = None


_current: ContextVar[Submitted | None] = ContextVar("submitted", default=None)


@contextmanager
def submitted(sent: Submitted | None) -> Iterator[None]:
    """Inside, the next operation is carried out once for this key; without a key as often as it is asked for.

    Raises `AlreadyDoneError` where it was done before, and the refusal `submission_differs` where the same key came
    with other content.
    """
    token = _current.set(sent)
    try:
        yield
    finally:
        _current.reset(token)


def digest_of(*parts: bytes | str) -> str:
    """A digest of everything that was sent, in order; keyed, so that it tells nothing of what was sent."""
    told = "".join(f"{len(part)}:" for part in parts).encode()
    told += b"".join(part.encode() if isinstance(part, str) else part for part in parts)
    return salted_hmac("vidsyn.submissions", told, algorithm="sha256").hexdigest()


def answered_before(key: str, digest: str, actor: Acting | None) -> Answer | None:
    """What the same was answered with when it was carried out; None where it was not.

    `actor` None: whoever sent it, for pages that are open to somebody not signed in.
    """
    found = Submission.objects.filter(key=key, digest=digest)
    if actor is not None:
        found = found.filter(actor_kind=actor.ref.kind, actor_id=actor.ref.id)
    first = found.first()
    return first.answer if first else None


def claim(operation: str, actor: Acting) -> None:
    """Take the key for this operation, at the beginning of its transaction."""
    sent = _current.get()
    if sent is None or sent.answered is not None:
        return
    row = Submission(
        actor_kind=actor.ref.kind,
        actor_id=actor.ref.id,
        key=sent.key,
        operation=operation,
        digest=sent.digest,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        _refuse_or_repeat(row)
    sent.row = row


@contextmanager
def kept_if_committed() -> Iterator[None]:
    """Around a transaction: where it fails, even as it is committed, the key is as free as it was before."""
    sent = _current.get()
    before = (sent.row, sent.answered) if sent else None
    try:
        yield
    except BaseException:
        if sent is not None and before is not None:
            sent.row, sent.answered = before
        raise


def settle(result: Any, *, shown_once: bool) -> None:
    """Note the answer down, at the end of the transaction in which the key was taken; a secret is not passed on."""
    sent = _current.get()
    if sent is None or sent.row is None or sent.answered is not None:
        return
    sent.row.answer = sent.answer(None if shown_once else result)
    sent.row.save(update_fields=["answer"])
    sent.answered = sent.row.answer


def answer_anew(operation: str, result: Any, *, shown_once: bool) -> None:
    """Note down what an operation that went on after its transaction came to, in place of the answer so far."""
    sent = _current.get()
    if sent is None or sent.row is None or sent.row.operation != operation:
        return
    with transaction.atomic():
        sent.answered = None
        settle(result, shown_once=shown_once)


def forget_submissions(on: date) -> int:
    """Forget keys older than a week; how many."""
    count, _kinds = Submission.objects.filter(made_at__date__lt=on - KEPT).delete()
    return count


def _refuse_or_repeat(row: Submission) -> None:
    """What stands under the key already: the same, which is answered again, or something else."""
    first = Submission.objects.get(actor_kind=row.actor_kind, actor_id=row.actor_id, key=row.key)
    if first.digest != row.digest:
        raise Refusal("submission_differs", kind=RefusalKind.CONFLICT)
    raise AlreadyDoneError(first.answer)

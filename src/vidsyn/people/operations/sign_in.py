"""Password sign-in, with a limit on attempts that all workers share.

No answer reveals whether an account exists: wrong address, wrong password, closed account and too many attempts on
a nonexistent account are all handled alike. An attempt is counted before the password is checked and in a
transaction of its own, so that concurrent attempts cannot exceed the limit, and so that a refusal does not roll the
count back. That is why this is no `@operation`: signing in changes nothing in the register.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from vidsyn.acts.contention import attempted, contention_refused
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.models import Person, SignInAttempt

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
# Many people may share a university's one outward address.
TRIES_PER_ADDRESS = 60


def sign_in(*, email: str, password: str, address: str) -> Person:
    """Return the active person with this e-mail address and password; `address` is the network address.

    Raises Refusal `sign_in_failed`, or `sign_in_too_many` with `minutes` to wait.
    """
    account = email.strip().lower()
    count_try(account=account, address=address)
    person = authenticate(None, username=account, password=password)
    if not isinstance(person, Person):
        raise Refusal("sign_in_failed")
    forgive(account=account)
    return person


def count_try(*, account: str, address: str) -> None:
    """Count a try against both limits. Raises Refusal `sign_in_too_many`, or `busy_try_again`."""
    now = timezone.now()
    limits = {_key("account", account): TRIES_PER_ACCOUNT, _key("address", address): TRIES_PER_ADDRESS}
    attempted(lambda: _count(limits, now))
    for key, limit in limits.items():
        if SignInAttempt.objects.filter(key=key, at__gte=now - WINDOW).count() > limit:
            raise Refusal(
                "sign_in_too_many", kind=RefusalKind.STATE, minutes=int(WINDOW.total_seconds() // 60)
            )


def forgive(*, account: str) -> None:
    """Forget the tries on an account whose owner got in; while somebody else writes for long, they stay counted."""
    with suppress(Refusal), contention_refused():
        SignInAttempt.objects.filter(key=_key("account", account)).delete()


@transaction.atomic
def _count(keys: Iterable[str], now: datetime) -> None:
    SignInAttempt.objects.filter(at__lt=now - WINDOW).delete()
    SignInAttempt.objects.bulk_create(SignInAttempt(key=key, at=now) for key in keys)


def _key(what: str, value: str) -> str:
    return salted_hmac(f"vidsyn.attempt.{what}", value, algorithm="sha256").hexdigest()

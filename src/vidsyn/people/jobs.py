"""Clock jobs for accounts."""

from __future__ import annotations

from datetime import date

from django.contrib.sessions.models import Session
from django.utils import timezone

from vidsyn.later.clock import clock_job
from vidsyn.people.models import SignInAttempt
from vidsyn.people.operations.sign_in import WINDOW


@clock_job("forget-sign-ins")
def forget_sign_ins(_on: date | None = None) -> int:
    """Delete ended sessions and sign-in attempts that no longer count; returns how many."""
    now = timezone.now()
    ended, _each = Session.objects.filter(expire_date__lt=now).delete()
    tried, _each = SignInAttempt.objects.filter(at__lt=now - WINDOW).delete()
    return ended + tried

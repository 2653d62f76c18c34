"""What holds where the program runs: today's date, and the language of whoever asks. Each is read only here."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import get_language


def today() -> date:
    """Today's date in the time zone of the installation."""
    return timezone.localdate()


def language() -> str:
    """The active language, "sv" or "en"; Swedish where none is active."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"

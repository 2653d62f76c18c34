"""Today's date and the active language. Each is determined only here."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import get_language


def today() -> date:
    """Return today's date in the installation's time zone."""
    return timezone.localdate()


def language() -> str:
    """Return the active language, "sv" or "en"; Swedish where none is active."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"

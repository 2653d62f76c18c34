"""Lengths of time in the active language."""

from __future__ import annotations

from django.utils.translation import ngettext


def months_said(count: int) -> str:
    """`1 month`, `3 months`."""
    return ngettext("%(n)s month", "%(n)s months", count) % {"n": count}


def days_said(count: int) -> str:
    """`1 day`, `90 days`."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def notice_written(months: int | None, days: int | None) -> str:
    """Format a notice period for a column of months: the number alone, or days with their unit. Empty for none."""
    if days is not None:
        return days_said(days)
    return "" if months is None else str(months)

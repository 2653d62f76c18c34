"""Derived dates of a row in words: "not known" where a term is missing, never a date that does not follow."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vidsyn.agreements.queries.rows import AgreementRow
from vidsyn.agreements.vocabulary import Missing
from vidsyn.kernel.precision import written


def end_written(row: AgreementRow) -> str:
    """Return the last day in force as known on the row's day, *until further notice*, or *not known*.

    Empty for an agreement that is not in force and whose text says nothing of an end.
    """
    if row.ends_on:
        return written(row.ends_on, row.ends_precision)
    if row.open_ended:
        return _("until further notice")
    return _("not known") if Missing.END in row.lacks else ""


def notice_day_written(row: AgreementRow) -> str:
    """Return the last day for notice, or *not known*; empty when none applies."""
    if row.notice_deadline:
        return row.notice_deadline.isoformat()
    return _("not known") if Missing.NOTICE in row.lacks else ""

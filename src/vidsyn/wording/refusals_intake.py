"""Sentences for what a file, a row or a cell is refused with."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    # The file
    "file_empty": _("The file is empty. Choose the file with the list."),
    "file_too_large": _("The file is larger than %(megabytes)s MB. Split it, or remove pictures from it."),
    "file_is_old_or_locked": _(
        "The file is in the old .xls form or has a password. Save it as .xlsx without a password and try again."
    ),
    "file_not_a_table": _("The file is no spreadsheet. XLSX, ODS and CSV can be read."),
    "file_damaged": _("The file is damaged and cannot be read. Open it, save it again and try once more."),
    "file_too_large_unpacked": _(
        "The file unpacks to more than %(megabytes)s MB, more than a list should. Copy the rows to a new file."
    ),
    "file_too_many_cells": _("The file has more cells than can be read. Copy the rows to a new file."),
    "file_has_entities": _(
        "The file holds XML declarations that a spreadsheet does not need. Open it, save it again and try once more."
    ),
    "file_encoding": _("The file's characters cannot be read. Save it as CSV UTF-8."),
    # Dates and months
    "date_ambiguous": _(
        "“%(text)s” could mean more than one thing (%(readings)s). Write the date as year-month-day,"
        " or choose the order of day and month for the column."
    ),
    "date_impossible": _("“%(text)s” is no day in the calendar. Correct the date."),
    "date_unreadable": _("“%(text)s” cannot be read as a date. Write it as year-month-day."),
    "months_unreadable": _("“%(text)s” is no number of months. Write for example 6 or “6 months”."),
}

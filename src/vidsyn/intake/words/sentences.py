"""Sentences for refusals of a file, a row or a cell."""

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
    "file_sheet_damaged": _(
        "The sheet “%(sheet)s” in the file is damaged and cannot be read. Open the file, save it again and try once"
        " more."
    ),
    "file_is_binary": _("The file is in Excel’s binary form (.xlsb). Save it as .xlsx and try again."),
    "file_is_markup": _(
        "The file is a web page or XML, whatever its name ends with. Open it in Excel or LibreOffice, save it as .xlsx"
        " and try again."
    ),
    "file_too_heavy": _(
        "Reading the file takes more time or memory than a list should. Copy the rows to a new file and try again."
    ),
    "file_reader_busy": _("Other files are being read just now. Wait a minute and try again."),
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
    "date_is_length": _(
        "“%(text)s” says how long, not until when. Write the last day; counted from the first day it would be"
        " %(likely)s."
    ),
    "date_of_one_day": _(
        "“%(text)s” is one day. Write the first and the last day, or say that the column holds one of them."
    ),
    "period_contradicts": _(
        "“%(text)s” is a period, and another column of the row says something else. Write the first day in one"
        " column and the last day in the other."
    ),
    "months_unreadable": _("“%(text)s” is no number of months. Write for example 6 or “6 months”."),
    "notice_unreadable": _(
        "“%(text)s” is no single number of months, weeks or calendar days. Write for example “3 months”, “6 weeks”"
        " or “90 days”."
    ),
    "notice_unit_unclear": _(
        "“%(text)s” may be months or days. Write the unit in the cell, for example “90 days”, or in the heading."
    ),
    "renewal_unreadable": _(
        "“%(text)s” is no single number of months or years. Write for example “12 months” or “1 year”."
    ),
    "renewal_unit_unclear": _(
        "“%(text)s” may be months or years. Write the unit in the cell, for example “1 year”, or in the heading."
    ),
    # The list as a whole
    "heading_not_found": _(
        "No row reads as a heading: none names the partner together with other columns. Say on the import page which"
        " row is the heading and what its columns hold."
    ),
    # A row
    "partner_missing": _("The row names no partner. Fill in its name, or remove the row."),
    "ends_before_start": _("It ends %(ends_on)s, before it starts %(starts_on)s. Correct one of the dates."),
    "cell_formula_error": _("The formula shows %(text)s. Write the value itself in the cell."),
    "row_twice": _(
        "Row %(first)s is the same agreement or collaboration but says something else. Keep one of them, or give"
        " each its own number."
    ),
    "columns_change": _(
        "Row %(heading)s is the heading of another list, with other columns, so this row cannot be read as the rows"
        " above. Put the lists on sheets of their own, or below each other in the same order."
    ),
    "reference_unknown": _(
        "Nothing in the register has the reference %(reference)s. Correct it, or empty the cell to register"
        " something new."
    ),
    "row_of_other_unit": _("It belongs to %(unit)s. Its coordinator or the office brings it in."),
    "row_of_no_unit": _(
        "It names none of our units that is known, and such rows the office brings in. Under “How the list is read”"
        " you can say what a word means, and which unit the rows without one belong to."
    ),
    "row_not_yours": _(
        "It is already in the register and is not yours to change. Its unit’s coordinator or the office can change it."
    ),
    # The import
    "import_not_planned": _("This import is %(state)s, so its plan can no longer be changed or carried out."),
    "import_being_read": _("The list is being read just now. Wait until its plan is ready, then try again."),
    "import_file_gone": _(
        "The file of this import has been removed, as it is when a plan is carried out. Bring the list in again."
    ),
    "import_not_linkable": _(
        "Names can be linked once the import has been carried out, and not of lists of partners: merge these instead."
    ),
    "import_not_running": _("This import is %(state)s, so there is nothing to carry on with."),
    "import_not_carried_out": _("This import is %(state)s, so there is nothing to undo."),
}

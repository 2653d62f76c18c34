"""Sentences for the refusals of matching: dumps, lists, the index."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "ror_dump_truncated": _("%(file)s ends too early. Nothing was changed. Download the dump again."),
    "ror_dump_damaged": _("%(file)s is damaged (%(detail)s). Nothing was changed. Download the dump again."),
    "ror_dump_without_json": _("There is no JSON file in %(file)s. Choose the zip file that ROR publishes."),
    "ror_dump_not_schema_v2": _("%(file)s is not a ROR dump of schema version 2. Nothing was changed."),
    "ror_dump_empty": _("%(file)s has no records. Nothing was changed."),
    "ror_record_unreadable": _(
        "Record %(number)s (%(record)s) in %(file)s is not as ROR’s schema version 2 says. Nothing was changed. "
        "Download the dump again."
    ),
    "ror_index_missing": _("ROR has not been imported. Import its dump first: vidsyn ror import FILE."),
    "ror_index_outdated": _(
        "The ROR index was made by another version of Vidsyn. Import %(source)s again: vidsyn ror import FILE."
    ),
    "list_damaged": _("%(file)s cannot be read as %(format)s: %(detail)s. The earlier snapshot stays."),
    "list_empty": _("%(file)s has no rows in the format %(format)s. The earlier snapshot stays."),
    "list_shrunk": _(
        "%(name)s would go from %(before)s rows to %(rows)s: the file is most likely cut short. The earlier snapshot "
        "stays. If it is right, import it with --smaller."
    ),
    "list_name_invalid": _("Name the list with letters, digits and hyphens, for example eu-fsf."),
    "list_unknown": _("There is no list called “%(name)s”. See which there are: vidsyn lists list."),
    "list_snapshot_damaged": _(
        "A stored file of the list %(name)s is damaged (%(file)s). Import the list again: vidsyn lists import FILE "
        "--name %(name)s."
    ),
    "list_has_one_snapshot": _("The list %(name)s has no earlier snapshot to compare with."),
    "list_date_invalid": _("“%(date)s” is no date. Write yyyy-mm-dd."),
    "ror_index_damaged": _("The ROR index is damaged. Import the dump again: vidsyn ror import FILE."),
}

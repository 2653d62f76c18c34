"""Labels of the room's vocabulary and fields."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vidsyn.agreements.words.labels import FIELDS as AGREEMENT
from vidsyn.collaborations.words.labels import FIELDS as COLLABORATION
from vidsyn.intake.facts import IntakeFact
from vidsyn.intake.logic.texts import TEXTS
from vidsyn.intake.vocabulary import ActState, Decided, Field, ListKind, Outcome, Skip, Take, Warned
from vidsyn.kernel.written_dates import DateOrder
from vidsyn.partners.words.labels import FIELDS as PARTNER

KINDS: dict[str, str | Promise] = {"import": pgettext_lazy("kind of record", "import")}

FIELDS: dict[str, dict[str, str | Promise]] = {
    "import": {
        "file": _("File"),
        "kind": _("Kind"),
        "rows": _("Rows"),
        "settings": _("How the list is read"),
        "names": _("Names"),
        "choices": _("What was chosen where values differ"),
        "left_out": _("Rows left out"),
        "undone": _("Rows undone"),
        "kept": _("Rows left alone, changed since"),
        "created": pgettext_lazy("row of a list", "New"),
        "updated": pgettext_lazy("row of a list", "Changed"),
        "unchanged": pgettext_lazy("row of a list", "Unchanged"),
        "skipped": pgettext_lazy("row of a list", "Skipped"),
        "refused": pgettext_lazy("row of a list", "To correct"),
    }
}
WORDS: dict[str, dict[str, type[StrEnum]]] = {"import": {"kind": ListKind}}


def _labels(kind: ListKind, of: Mapping[str, str | Promise]) -> dict[StrEnum, str | Promise]:
    """Return the labels of the columns that a field of this kind of list fills; what follows may say another."""
    return {name: of[column] for name, column in TEXTS[kind].items()}


LABELS: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
    ListKind: {
        ListKind.PARTNERS: _("Partners"),
        ListKind.COLLABORATIONS: _("Collaborations"),
        ListKind.AGREEMENTS: _("Agreements"),
    },
    Outcome: {
        Outcome.CREATED: pgettext_lazy("row of a list", "New"),
        Outcome.UPDATED: pgettext_lazy("row of a list", "Changed"),
        Outcome.UNCHANGED: pgettext_lazy("row of a list", "Unchanged"),
        Outcome.SKIPPED: pgettext_lazy("row of a list", "Skipped"),
        Outcome.REFUSED: pgettext_lazy("row of a list", "To correct"),
    },
    Skip: {
        Skip.SUBTOTAL: _("A sum of other rows"),
        Skip.HEADER_AGAIN: _("The heading once more"),
        Skip.NOTE: _("A note between the rows"),
        Skip.DUPLICATE: _("Says word for word what an earlier row says"),
        Skip.NOT_CHOSEN: _("Left out by choice"),
    },
    Decided: {
        Decided.LINKED: pgettext_lazy("name in a list", "Linked"),
        Decided.REVIEW: pgettext_lazy("name in a list", "To judge"),
        Decided.NEW: pgettext_lazy("name in a list", "New"),
    },
    Take: {
        Take.LIST: _("What the list says"),
        Take.REGISTER: _("In the register"),
    },
    ActState: {
        ActState.READING: pgettext_lazy("import", "Being read"),
        ActState.PLANNED: pgettext_lazy("import", "Planned"),
        ActState.RUNNING: pgettext_lazy("import", "Being carried out"),
        ActState.DONE: pgettext_lazy("import", "Carried out"),
        ActState.UNDOING: pgettext_lazy("import", "Being undone"),
        ActState.UNDONE: pgettext_lazy("import", "Undone"),
        ActState.DROPPED: pgettext_lazy("import", "Thrown away"),
    },
    Field: {
        **_labels(ListKind.PARTNERS, PARTNER["partner"]),
        **_labels(ListKind.COLLABORATIONS, COLLABORATION["collaboration"]),
        Field.REFERENCE: _("Our own reference"),
        Field.NUMBER: AGREEMENT["agreement"]["register_number"],
        Field.TITLE: _("Title"),
        Field.PARTNER: _("Partner’s name"),
        Field.NAME_EN: _("Name in English"),
        Field.NAME_SV: _("Name in Swedish"),
        Field.ACRONYM: _("Acronym"),
        Field.KIND: _("Kind"),
        Field.UNIT: _("Own unit"),
        Field.OWNER: _("Responsible person"),
        Field.LEVEL: _("Level"),
        Field.STATUS: _("Status"),
        Field.STARTS_ON: _("First day"),
        Field.ENDS_ON: _("Last day"),
        Field.PERIOD: _("First and last day in one cell"),
        Field.NOTICE_MONTHS: _("Notice period"),
        Field.RENEWAL_MONTHS: _("Renews itself by, months"),
        Field.PLACES_OUT: _("Places out"),
        Field.PLACES_IN: _("Places in"),
        Field.PURPOSE: _("Purpose"),
        Field.SUBJECTS: _("Subjects"),
        Field.NOTES: _("Remarks"),
    },
    DateOrder: {
        DateOrder.DAY_FIRST: _("day – month – year"),
        DateOrder.MONTH_FIRST: _("month – day – year"),
        DateOrder.YEAR_FIRST: _("year – month – day"),
    },
    Warned: {
        Warned.UNKNOWN_UNIT: _(
            "No unit of ours is called that. Say which it is, or it comes in without unit."
        ),
        Warned.UNKNOWN_KIND: _("No kind is called that. Say which it is, or it comes in as not stated."),
        Warned.UNKNOWN_COUNTRY: _(
            "No country is called that. Say which it is, or it comes in without country."
        ),
        Warned.UNKNOWN_OWNER: _(
            "Nobody here has that name or address. It comes in without responsible person."
        ),
        Warned.UNKNOWN_STATUS: _("No status is called that. Say which it is, or the usual one is taken."),
        Warned.UNKNOWN_LEVEL: _("No level is called that. Say which it is, or it comes in without level."),
        Warned.FORMULA_ERROR: _("The formula in the cell has failed. It comes in without this value."),
        Warned.NOT_A_NUMBER: _("This is no whole number. It is kept beside the record as it reads."),
        Warned.NO_LENGTH: _(
            "This says no number of months or days. It is kept beside the record as it reads."
        ),
        Warned.END_MISSING: _("No end is given, and not that it is open-ended either."),
        Warned.FROM_MERGED_CELL: _("The value comes from a merged cell."),
        Warned.STATUS_CONTRADICTS: _(
            "The status contradicts the dates. Check which is right: an agreement's status follows from its dates."
        ),
        Warned.SIGNATURE_AWAITED: _(
            "The remark says that signatures are missing. Choose to let remarks decide, and it comes in as"
            " “for signature”."
        ),
        Warned.INVALID_CODE: _(
            "This is not how such a code looks. It is kept beside the record as it reads."
        ),
        Warned.PERIOD_IN_ONE_CELL: _("The cell says both the first and the last day. Both are taken."),
        Warned.SAME_AS_EARLIER: _(
            "An earlier row is the same partner. This spelling is kept as another name of it."
        ),
        Warned.DIFFERS_FROM_EARLIER: _(
            "The earlier row of the same partner says something else, which is taken. Not taken:"
        ),
        Warned.PARTNER_STAYS: _(
            "A list does not change whose the entry is. Change the partner on its page if it is another:"
        ),
        Warned.DONE_MEANWHILE: _(
            "This came in meanwhile, after the plan was made: nothing is done twice. Where the list says otherwise than"
            " the register, bring it in again to choose."
        ),
        Warned.SEVERAL_PARTNERS: _(
            "The cell names several organisations. The row comes in with the cell as it reads, not linked: give each"
            " partner its own row, or link them on its page."
        ),
        Warned.UNKNOWN_SUBJECT: _(
            "No research subject is called that. Say which it is, or it is kept beside the record as it reads."
        ),
    },
    IntakeFact: {
        IntakeFact.RECEIVED: _("List taken in to be read"),
        IntakeFact.PLANNED: _("List read in and planned"),
        IntakeFact.CHANGED: _("Plan of the import changed"),
        IntakeFact.STARTED: _("Import started"),
        IntakeFact.ADVANCED: _("Part of the import carried out"),
        IntakeFact.FINISHED: _("Import carried out"),
        IntakeFact.UNDONE: _("Import undone"),
        IntakeFact.DROPPED: _("Plan of the import thrown away"),
        IntakeFact.CONFLICTS_DECIDED: _("Values chosen where the list and the register differ"),
        IntakeFact.NAMES_LINKED: _("Partners linked to what an import made"),
        IntakeFact.NAME_DECIDED: _("Partner judged for a name in lists"),
    },
}

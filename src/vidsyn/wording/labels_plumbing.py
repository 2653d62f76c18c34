"""What the history's own facts are called."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.plumbing.erasure import ENTRIES, NAMESAKE, VALUES
from vidsyn.plumbing.facts import HistoryFact
from vidsyn.plumbing.seals.verification import Fault

LABELS: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
    HistoryFact: {
        HistoryFact.VALUES_ERASED: _("Personal values erased from history"),
    },
    Fault: {
        Fault.ROW_ALTERED: _("row altered"),
        Fault.ROW_REMOVED: _("row removed"),
        Fault.ROW_INSERTED: _("row slipped in"),
        Fault.ROWS_REORDERED: _("rows put in another order"),
        Fault.BATCH_ALTERED: _("a row replaced; which one cannot be told"),
        Fault.ERASED_UNTOLD: _("personal values removed without a fact that tells of it"),
        Fault.SEAL_ALTERED: _("seal altered, or the wrong key"),
        Fault.SEAL_REMOVED: _("seal removed"),
        Fault.CHAIN_BROKEN: _("the seal does not follow on the one before it"),
        Fault.KEY_MISSING: _("the key of the seal is missing"),
        Fault.HEAD_MISSING: _("the newest seal is not written beside the database"),
        Fault.HEAD_DIFFERS: _("the seal is not the one that was written beside the database"),
        Fault.END_CUT_OFF: _("the seal is missing: the end of the history was cut off"),
    },
}


def configured_field(_kind: str, field: str) -> str | None:
    """What erasing personal data tells of any kind of record."""
    words = {
        ENTRIES: _("History entries erased"),
        VALUES: _("Values in them not marked as personal"),
        NAMESAKE: _("Name left in texts: others have the same name"),
    }
    return str(words[field]) if field in words else None

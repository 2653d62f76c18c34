"""Labels of the history's own facts."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.history.erasure import ENTRIES, NAMESAKE, VALUES
from vidsyn.history.facts import HistoryFact
from vidsyn.history.personal.register import Keeps, Reach, Whose
from vidsyn.history.personal.sweep import ASIDE
from vidsyn.history.seals.verification import Fault

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
        Fault.HEAD_DAMAGED: _(
            "a line written beside the database cannot be read, and no crash leaves such a line"
        ),
        Fault.END_CUT_OFF: _("the seal is missing: the end of the history was cut off"),
    },
    Whose: {
        Whose.ACCOUNT: _("person with an account"),
        Whose.CONTACT: _("contact person"),
        Whose.RESPONSIBLE: _("responsible person at a partner"),
        Whose.STEERING: _("member of a steering group"),
        Whose.REPRESENTATIVE: _("representative in a network"),
        Whose.REVIEWER: _("reviewer of an agreement"),
        Whose.SIGNATORY: _("signatory"),
        Whose.DECIDER: _("decision-maker"),
        Whose.MENTIONED: _("anybody named in the text"),
        Whose.RECIPIENT: _("recipient of a letter"),
    },
    Reach: {
        Reach.CLEARED: _("emptied"),
        Reach.SEARCHED: _("searched, and the values taken out"),
        Reach.REBUILT: _("made again from what was searched"),
        Reach.REMOVED: _("deleted"),
        Reach.POINTS: _("points at an account that no longer names anybody"),
        Reach.KEPT: _("kept as a public record"),
    },
    Keeps: {
        Keeps.THING: _("as long as what it belongs to"),
        Keeps.ACCOUNT: _("until the account is erased"),
        Keeps.SENT: _("VIDSYN_SENT_DAYS days"),
        Keeps.WEEK: _("a week"),
        Keeps.SESSION: _("a working day"),
        Keeps.PLAN: _("until the import is carried out, at most 30 days"),
        Keeps.BACKUP: _("VIDSYN_BACKUP_DAYS days"),
        Keeps.HISTORY: _("as long as the history"),
    },
}


KINDS: dict[str, str | Promise] = {ASIDE: _("row of a list or of work for later")}


def configured_field(_kind: str, field: str) -> str | None:
    """Return the label of a field of an erasure's fact, whatever the record's kind."""
    words = {
        ENTRIES: _("History entries erased"),
        VALUES: _("Values in them not marked as personal"),
        NAMESAKE: _("Name left in texts: others have the same name"),
    }
    return str(words[field]) if field in words else None

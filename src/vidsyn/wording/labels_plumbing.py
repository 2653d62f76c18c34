"""What the history's own facts are called."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vidsyn.plumbing.facts import HistoryFact

LABELS: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
    HistoryFact: {
        HistoryFact.VALUES_ERASED: _("Personal values erased from history"),
    },
}

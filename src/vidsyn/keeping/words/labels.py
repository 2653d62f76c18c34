"""Labels of the parts of a running installation."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vidsyn.keeping.facts import WorkFact
from vidsyn.keeping.health import Part

KINDS: dict[str, str | Promise] = {"work": pgettext_lazy("kind of record", "work for later")}

FIELDS: dict[str, dict[str, str | Promise]] = {
    "work": {"work": _("Work"), "fault": _("Fault"), "attempts": _("Attempts")}
}

LABELS: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
    Part: {
        Part.DATABASE: _("database"),
        Part.DISK: _("disk"),
        Part.WORKER: _("worker"),
        Part.CLOCK: _("clock"),
        Part.QUEUE: _("work that waits"),
        Part.LONG_WORK: _("work under way"),
        Part.FAILED_WORK: _("work that failed for good"),
        Part.SEALS: _("seals of the history"),
        Part.BACKUP: _("backup"),
    },
    WorkFact: {
        WorkFact.RETRIED: _("Failed work is tried again"),
        WorkFact.FORGOTTEN: _("Failed work is forgotten"),
    },
}

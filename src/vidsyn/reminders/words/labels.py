"""Labels of the room's vocabulary and fields."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vidsyn.reminders.facts import CleanUpFact, DigestFact, FeedFact
from vidsyn.reminders.vocabulary import CleanUpMatter, Landing
from vidsyn.rows.waiting import Urgency, Why

LABELS: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
    CleanUpMatter: {CleanUpMatter.CLEAN_UP: pgettext_lazy("today", "past already when imported")},
    Landing: {
        Landing.REQUEST: pgettext_lazy("letter", "an agreement is asked for"),
        Landing.OPINION: pgettext_lazy("letter", "your opinion is asked for"),
        Landing.OWNER: pgettext_lazy("letter", "you are its owner now"),
    },
    Urgency: {
        Urgency.OVERDUE: pgettext_lazy("today", "Overdue"),
        Urgency.THIS_WEEK: pgettext_lazy("today", "This week"),
        Urgency.WAITING: pgettext_lazy("today", "Waiting for you"),
        Urgency.LATER: pgettext_lazy("today", "Later"),
    },
    Why: {
        Why.OWNER: _("You own it"),
        Why.COORDINATOR: _("It has no owner, and you coordinate its unit"),
        Why.OFFICE: _("It has no owner, so it is with the office"),
        Why.ASKED: _("Your opinion is asked for"),
        Why.DECIDER: _("You decide for its unit"),
        Why.REPRESENTATIVE: _("You represent us in the network"),
    },
    FeedFact: {
        FeedFact.MADE: _("Calendar feed made"),
        FeedFact.REVOKED: _("Calendar feed revoked"),
    },
    DigestFact: {DigestFact.CHOSEN: _("Weekly digest turned on or off")},
    CleanUpFact: {CleanUpFact.SETTLED: _("Past agreement settled")},
}

KINDS: dict[str, str | Promise] = {
    "calendar_feed": _("calendar feed"),
    "digest_choice": _("weekly digest"),
    "clean_up": _("row of the clean-up list"),
}

FIELDS: dict[str, dict[str, str | Promise]] = {
    "digest_choice": {"wanted": _("Weekly digest"), "person": _("Person")},
    "calendar_feed": {"person": _("Person")},
    "clean_up": {"agreement": _("Agreement")},
}

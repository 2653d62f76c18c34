"""Sentences for the refusals of reminders."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "feed_needs_a_person": _("A calendar belongs to a person. Sign in as one, or say who with --as."),
    "clean_up_not_past": _(
        "%(number)s was not past when it was imported, so there is nothing to clean up. Open the agreement instead."
    ),
}

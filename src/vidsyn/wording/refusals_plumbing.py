"""Sentences for the refusals of history and its seals."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "history_refers": _("History tells of this, so it cannot be deleted. End, void or erase it instead."),
}

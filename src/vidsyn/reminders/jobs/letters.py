"""Text of the messages: numbers and deadlines, never a title, a partner or a note. In the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vidsyn.agreements.queries.deadlines import Deadline
from vidsyn.reminders.vocabulary import Landing
from vidsyn.rows.waiting import TodayRow
from vidsyn.wording.labels import label

Letter = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Landed:
    """A matter that reached somebody: the agreement, the reason, and when the decision round it aims at closes."""

    landing: Landing
    number: str
    due_on: date | None


def reminder_letter(found: Sequence[Deadline], language: str) -> Letter:
    """Compose a reminder: subject and text."""
    with translation.override(language):
        count = len(found)
        subject = ngettext("%(n)s deadline comes closer", "%(n)s deadlines come closer", count) % {"n": count}
        rows = sorted(found, key=lambda item: (item.due_on, item.number))
        lines = (_line(item.due_on, item.number, label(item.matter)) for item in rows)
        return subject, _text(_("These deadlines are yours:"), lines)


def digest_letter(rows: Sequence[TodayRow], language: str) -> Letter:
    """Compose the weekly digest: subject and text."""
    with translation.override(language):
        count = len(rows)
        subject = ngettext("This week: %(n)s thing", "This week: %(n)s things", count) % {"n": count}
        lines = (_line(row.due_on, row.number or str(row.count), label(row.matter)) for row in rows)
        return subject, _text(_("This waits for you in Vidsyn:"), lines)


def landed_letter(rows: Sequence[Landed], language: str) -> Letter:
    """Compose an immediate notification: subject and text."""
    with translation.override(language):
        count = len(rows)
        subject = ngettext("%(n)s agreement has come to you", "%(n)s agreements have come to you", count)
        lines = (_line(row.due_on, row.number, label(row.landing)) for row in rows)
        return subject % {"n": count}, _text(_("This has come to you in Vidsyn:"), lines)


def _line(day: date | None, number: str, what: str) -> str:
    return f"  {day.isoformat() if day else '–':<10}  {number}  {what}"


def _text(opening: str, lines: Iterable[str]) -> str:
    where = settings.PUBLIC_ADDRESS or _("Sign in to Vidsyn to see more.")
    return "\n".join([opening, "", *lines, "", where, ""])

"""The clock's work: reminders each day, the digest each week. Both may be run again without telling anybody twice."""

from vidsyn.reminders.jobs.digest import digests
from vidsyn.reminders.jobs.telling import reminders

__all__ = ["digests", "reminders"]

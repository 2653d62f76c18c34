"""Personal data of reminders: the recipients, by account."""

from vidsyn.history.personal.register import declare, plain
from vidsyn.reminders.models import CalendarFeed, ReminderSent

declare(ReminderSent, plain("step", why="a code"))
declare(CalendarFeed, plain("digest", why="a digest of a random secret"))

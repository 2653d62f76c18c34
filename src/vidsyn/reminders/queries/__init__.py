"""What waits for whom."""

from vidsyn.reminders.queries.clean_up import CleanUpRow, agreements_named, clean_up_list
from vidsyn.reminders.queries.feeds import calendar_of, digest_wanted, feed_made_on
from vidsyn.reminders.queries.today import Today, today, today_all
from vidsyn.rows.waiting import TodayRow

__all__ = [
    "CleanUpRow",
    "Today",
    "TodayRow",
    "agreements_named",
    "calendar_of",
    "clean_up_list",
    "digest_wanted",
    "feed_made_on",
    "today",
    "today_all",
]

"""Changing one's own calendar feed; settling the clean-up list."""

from vidsyn.reminders.operations.clean_up import clean_up_settle
from vidsyn.reminders.operations.digest import digest_choose
from vidsyn.reminders.operations.feeds import feed_make, feed_revoke

__all__ = ["clean_up_settle", "digest_choose", "feed_make", "feed_revoke"]

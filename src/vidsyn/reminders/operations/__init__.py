"""Changing one's own calendar feed; settling the clean-up list."""

from vidsyn.reminders.operations.clean_up import clean_up_settle
from vidsyn.reminders.operations.feeds import feed_make, feed_revoke

__all__ = ["clean_up_settle", "feed_make", "feed_revoke"]

"""Notify people in time: Today, reminders and the weekly digest by mail, the calendar feed."""

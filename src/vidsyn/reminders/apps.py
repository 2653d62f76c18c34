"""Django's name for the room."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Telling each person in time."""

    name = "vidsyn.reminders"
    label = "reminders"

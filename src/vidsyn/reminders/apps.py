"""Django's name for the room, and its configuration at start."""

from django.apps import AppConfig
from django.conf import settings


class RemindersConfig(AppConfig):
    """Telling each person in time."""

    name = "vidsyn.reminders"
    label = "reminders"

    def ready(self) -> None:
        """Read the university's own plan, if there is one; a mistake in it stops the start."""
        from vidsyn.reminders.logic import catalogue

        catalogue.configure(settings.CONFIGURATION)

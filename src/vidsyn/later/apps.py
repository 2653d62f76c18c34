"""Django's name for the room."""

from django.apps import AppConfig


class LaterConfig(AppConfig):
    """The clock, the queue, outgoing mail."""

    name = "vidsyn.later"
    label = "later"
    default_auto_field = "django.db.models.BigAutoField"

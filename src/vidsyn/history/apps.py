"""Django's name for the room."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """The history of everything."""

    name = "vidsyn.history"
    # Names the tables of every register there is, whose history is sealed: it never changes.
    label = "plumbing"
    default_auto_field = "django.db.models.BigAutoField"

"""Django app configuration."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """The history room."""

    name = "vidsyn.history"
    # Part of the table names of existing registers, whose history is sealed: it never changes.
    label = "plumbing"
    default_auto_field = "django.db.models.BigAutoField"

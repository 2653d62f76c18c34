"""Django's name for the room."""

from django.apps import AppConfig


class PlumbingConfig(AppConfig):
    """History, files, outgoing work."""

    name = "vidsyn.plumbing"
    label = "plumbing"
    default_auto_field = "django.db.models.BigAutoField"

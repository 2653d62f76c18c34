"""Django's name for the room."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Bringing in what exists."""

    name = "vidsyn.intake"
    label = "intake"

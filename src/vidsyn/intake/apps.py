"""Django app configuration."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The intake room."""

    name = "vidsyn.intake"
    label = "intake"

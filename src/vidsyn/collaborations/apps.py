"""Django's name for the room."""

from django.apps import AppConfig


class CollaborationsConfig(AppConfig):
    """Collaborations with partners, and the activities in them."""

    name = "vidsyn.collaborations"
    label = "collaborations"

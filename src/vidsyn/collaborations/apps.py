"""Django's name for the room, and its configuration at start."""

from django.apps import AppConfig
from django.conf import settings


class CollaborationsConfig(AppConfig):
    """Collaborations with partners, and the activities in them."""

    name = "vidsyn.collaborations"
    label = "collaborations"

    def ready(self) -> None:
        """Read the university's own lists, if there are any; a mistake in one stops the start."""
        from vidsyn.collaborations.logic import catalogues

        catalogues.configure(settings.CONFIGURATION)

"""Django app configuration; loads the room's configuration at start."""

from gettext import gettext as _

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class CollaborationsConfig(AppConfig):
    """Collaborations with partners, and the activities in them."""

    name = "vidsyn.collaborations"
    label = "collaborations"

    def ready(self) -> None:
        """Load the university's own lists, if there are any; an error in one prevents the start."""
        from vidsyn.collaborations.logic import catalogues
        from vidsyn.kernel.yaml_text import FileUnusableError

        try:
            catalogues.configure(settings.CONFIGURATION)
        except FileUnusableError as no:
            raise ImproperlyConfigured(
                _("a file of the university's own cannot be used: %(fault)s") % {"fault": no}
            ) from no

"""Django app configuration; loads the reminder plan at start."""

from gettext import gettext as _

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class RemindersConfig(AppConfig):
    """The reminders room."""

    name = "vidsyn.reminders"
    label = "reminders"

    def ready(self) -> None:
        """Load the university's own plan, if there is one; an error in it prevents the start."""
        from vidsyn.kernel.yaml_text import FileUnusableError
        from vidsyn.reminders.logic import catalogue

        try:
            catalogue.configure(settings.CONFIGURATION)
        except FileUnusableError as no:
            raise ImproperlyConfigured(
                _("a file of the university's own cannot be used: %(fault)s") % {"fault": no}
            ) from no

"""Django app configuration; loads the room's configuration at start."""

from gettext import gettext as _

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class AgreementsConfig(AppConfig):
    """Agreements: parties, signatures, dates and documents."""

    name = "vidsyn.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Load the university's own kinds of agreement, if there are any; an error in them prevents the start."""
        from vidsyn.agreements.logic.kinds import kinds
        from vidsyn.kernel.yaml_text import FileUnusableError

        try:
            kinds(settings.AGREEMENT_KINDS)
        except FileUnusableError as no:
            raise ImproperlyConfigured(
                _("VIDSYN_AGREEMENT_KINDS cannot be used: %(fault)s") % {"fault": no}
            ) from no

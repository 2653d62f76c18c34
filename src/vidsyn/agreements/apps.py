"""Django's name for the room."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Agreements: parties, signatures, dates and documents."""

    name = "vidsyn.agreements"
    label = "agreements"

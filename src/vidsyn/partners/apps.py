"""Django's name for the room."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Organisations and networks the university works with: their names, ids, contacts and members."""

    name = "vidsyn.partners"
    label = "partners"

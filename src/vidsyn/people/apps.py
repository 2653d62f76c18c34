"""Django's name for the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, roles, organisational units."""

    name = "vidsyn.people"
    label = "people"

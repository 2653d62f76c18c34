"""Django app configuration."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people room: accounts, roles, organisational units."""

    name = "vidsyn.people"
    label = "people"

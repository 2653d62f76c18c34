"""Django's name for the web door."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates and static files."""

    name = "vidsyn.web"
    label = "web"

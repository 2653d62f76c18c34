"""Django's name for the room."""

from django.apps import AppConfig


class ActsConfig(AppConfig):
    """Operations and how the doors call them."""

    name = "vidsyn.acts"
    label = "acts"
    default_auto_field = "django.db.models.BigAutoField"

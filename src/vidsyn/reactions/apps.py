"""Django's name for the room, and its opening."""

import importlib
import pkgutil

from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    """What a fact in one room makes another room do."""

    name = "vidsyn.reactions"
    label = "reactions"

    def ready(self) -> None:
        """Import every `on_<fact>`: whichever door an act comes through, its reactions are there."""
        for module in pkgutil.iter_modules([self.path]):
            if module.name.startswith("on_"):
                importlib.import_module(f"{self.name}.{module.name}")

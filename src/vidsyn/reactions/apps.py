"""Django app configuration; loads the reactions."""

import importlib
import pkgutil

from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    """The reactions room."""

    name = "vidsyn.reactions"
    label = "reactions"

    def ready(self) -> None:
        """Import every `on_<fact>`, so that reactions run whichever door an act comes through."""
        for module in pkgutil.iter_modules([self.path]):
            if module.name.startswith("on_"):
                importlib.import_module(f"{self.name}.{module.name}")

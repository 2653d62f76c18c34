"""Finding a thing by what a person calls it, with that person's eyes.

Each room registers one finder per model that the doors may name (`@finder(Partner)` in its `queries`). A thing
that does not exist and a thing the viewer may not see give the same refusal, so an answer never betrays one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.rooms import open_rooms

# Characters of a search that count, where it is looked for as a whole.
LONGEST_SEARCH = 200

M = TypeVar("M", bound=models.Model)
Finder = Callable[[Any, str], M | None]

_finders: dict[type[models.Model], Finder[Any]] = {}


def finder(model: type[M]) -> Callable[[Finder[M]], Finder[M]]:
    """Register how `model` is found: a function of the viewer and an id or reference, None when not found."""

    def register(function: Finder[M]) -> Finder[M]:
        _finders[model] = function
        return function

    return register


def find(model: type[M], viewer: Any, name: str) -> M:
    """The thing called `name`, or a `not_found` refusal. KeyError when no room registered a finder."""
    if not has_finder(model):
        raise KeyError(model)
    found = _finders[model](viewer, name.strip())
    if found is None:
        raise Refusal(
            "not_found",
            kind=RefusalKind.NOT_FOUND,
            subject=getattr(model, "KIND", model._meta.model_name),
            name=name,
        )
    return _narrow(model, found)


def has_finder(model: type[models.Model]) -> bool:
    """Whether the doors can name things of this model; its room need not have been imported yet."""
    if model not in _finders:
        open_rooms()
    return model in _finders


def _narrow(model: type[M], value: Any) -> M:
    """Narrow what a finder returned; a finder that returns another model is a fault in the code."""
    if not isinstance(value, model):
        raise TypeError(f"finder for {model.__name__} returned {type(value).__name__}")
    return value

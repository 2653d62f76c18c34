"""Finding a thing by what a person calls it, with that person's eyes.

Each room registers one finder per model that the doors may name (`@finder(Partner)` in its `queries`). A thing
that does not exist and a thing the viewer may not see give the same refusal, so an answer never betrays one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db import models

from vidsyn.kernel.ids import read_id, read_reference
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


def findable(model: type[M], seen: Callable[[Any], models.QuerySet[M]]) -> None:
    """Register that things of `model` are found among `seen(viewer)`: by id, or reference where they have one."""
    finder(model)(lambda viewer, name: by_id_or_reference(seen(viewer), name))


def by_id_or_reference(rows: models.QuerySet[M], name: str) -> M | None:
    """Return the row with this id, or with this reference where the rows have one."""
    if key := read_id(name):
        return rows.filter(pk=key).first()
    reference = read_reference(name) if hasattr(rows.model, "reference") else None
    return rows.filter(reference=reference).first() if reference else None


def named(model: type[M]) -> Callable[[Any, str], M]:
    """Return `find` for a model: a function of the viewer and a name, for the doors, which know no models."""
    return partial(find, model)


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

"""How a list's page reads its filters when the list is written out: each area registers its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vidsyn.web.shell.requests import WebRequest

# From a request to the arguments of the list's function (`vidsyn.rows.announced.listed_as`).
Wanted = Callable[[WebRequest], Mapping[str, Any]]

_wanted: dict[str, Wanted] = {}


def exported(name: str) -> Callable[[Wanted], Wanted]:
    """Register what the address says is wanted of the list called `name`."""

    def register(function: Wanted) -> Wanted:
        _wanted[name] = function
        return function

    return register


def wanted_by(request: WebRequest, name: str) -> Mapping[str, Any] | None:
    """The arguments for the list, or None where no page of that name can be written out."""
    return _wanted[name](request) if name in _wanted else None

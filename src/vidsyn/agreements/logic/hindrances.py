"""Objections to a step from rooms that this one does not know.

A room that assesses (security, export control …) plugs in a function. It is called before an agreement whose kind
requires an assessment is decided on, sent for signature and signed, and before the signatures of one imported as signed
are confirmed. With nothing plugged in there are no objections.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vidsyn.kernel.refusals import Refusal

Hindrance = Callable[[Any, str], Refusal | None]

_hindrances: list[Hindrance] = []


def hindrance(function: Hindrance) -> Hindrance:
    """Plug in a function of the agreement and the operation's name that returns a refusal, or None."""
    _hindrances.append(function)
    return function


def unplug(function: Hindrance) -> None:
    """Unplug a function."""
    _hindrances.remove(function)


def hindrances(agreement: Any, operation: str) -> list[Refusal]:
    """Return the refusals of all plugged-in functions."""
    return [found for ask in _hindrances if (found := ask(agreement, operation)) is not None]

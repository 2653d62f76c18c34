"""What may stand in the way of a step, told by rooms that this one does not know.

A room that judges (assessments, export control …) plugs in a function. It is asked before an agreement whose kind
needs an assessment is decided on, before it is signed, and before the signatures of one that a list brought in as
signed are confirmed. Nothing plugged in is no hindrance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vidsyn.kernel.refusals import Refusal

Hindrance = Callable[[Any, str], Refusal | None]

_hindrances: list[Hindrance] = []


def hindrance(function: Hindrance) -> Hindrance:
    """Plug in: a function of the agreement and the operation's name that gives a refusal, or None to let it pass."""
    _hindrances.append(function)
    return function


def unplug(function: Hindrance) -> None:
    """Take a plugged-in function away again."""
    _hindrances.remove(function)


def hindrances(agreement: Any, operation: str) -> list[Refusal]:
    """Every refusal the plugged-in rooms give."""
    return [found for ask in _hindrances if (found := ask(agreement, operation)) is not None]

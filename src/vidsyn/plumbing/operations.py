"""Operations: the only way to change anything.

`@operation` makes a function one: it is closed to tokens that only read, it runs in a transaction, its facts share
a correlation id, it is held to recording what it says it records, and it stands in `REGISTRY` so that the API and
the command line can reach it by its name. Parameters are keyword-only and typed; a parameter whose type is a model
is named from outside by the thing's id or reference and looked up through `vidsyn.plumbing.lookup` with the actor's
eyes.
"""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.plumbing import submissions
from vidsyn.plumbing.history import correlated, watched
from vidsyn.plumbing.reactions import react

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing an operation asks for; `default` is `inspect.Parameter.empty` where it must be given."""

    name: str
    annotation: Any
    default: Any

    @property
    def required(self) -> bool:
        """Whether the operation cannot do without it."""
        return self.default is inspect.Parameter.empty


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the doors see it: its name, the facts it may record and the function that does it.

    `shown_once` says that its answer holds a secret, which is kept nowhere.
    """

    name: str
    records: tuple[str, ...]
    function: Callable[..., Any]
    shown_once: bool = False

    @property
    def summary(self) -> str:
        """The first line of what the function says of itself."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    def parameters(self) -> list[Parameter]:
        """What it asks for, without the actor, which the door knows."""
        hints = typing.get_type_hints(self.function, include_extras=True)
        return [
            Parameter(name, hints[name], parameter.default)
            for name, parameter in inspect.signature(self.function).parameters.items()
            if name != "actor"
        ]


REGISTRY: dict[str, Operation] = {}
_acting: ContextVar[bool] = ContextVar("acting", default=False)


@contextmanager
def _inside() -> Iterator[bool]:
    """Runs one operation; says whether it is the outermost, at whose end the others may react."""
    outermost = not _acting.get()
    token = _acting.set(True)
    try:
        yield outermost
    finally:
        _acting.reset(token)


def operation(*, records: Sequence[str], shown_once: bool = False) -> Callable[[F], F]:
    """Declare an operation and the facts it may record; `shown_once` where it answers with a secret.

    Raises RuntimeError when the function ends without having recorded one of them and without saying
    `nothing_changed()`: a change nobody can find afterwards is a fault in the code.
    """

    def declare(function: F) -> F:
        name = function.__name__
        _check_signature(function)
        promised = {str(fact) for fact in records}

        @functools.wraps(function)
        def run(**arguments: Any) -> Any:
            if not arguments["actor"].may_write:
                raise Refusal("scope_missing", kind=RefusalKind.FORBIDDEN, scope="write")
            with _inside() as outermost, transaction.atomic(), correlated(), watched() as seen:
                if outermost:
                    submissions.claim(name, arguments["actor"])
                result = function(**arguments)
                if not (seen.unchanged or promised & seen.facts):
                    raise RuntimeError(
                        f"{name} changed something without recording any of {sorted(promised)}"
                    )
                if outermost:
                    react(seen.entries)
                    submissions.settle(result, shown_once=shown_once)
                return result

        if name in REGISTRY:
            raise RuntimeError(f"two operations are called {name}")
        REGISTRY[name] = Operation(name, tuple(str(fact) for fact in records), run, shown_once)
        return typing.cast(F, run)

    return declare


def _check_signature(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    if "actor" not in parameters:
        raise TypeError(f"operation {function.__name__} takes no actor")
    if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"operation {function.__name__} takes keywords only")

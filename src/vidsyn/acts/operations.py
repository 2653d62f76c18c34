"""Operations: the only way to change anything.

`@operation` makes a function one: it is closed to tokens that only read, it runs in a transaction, its facts share
a correlation id, it is held to recording what it says it records, and it stands in `REGISTRY` so that the API and
the command line can reach it by its name. Parameters are keyword-only and typed; a parameter whose type is a model
is named from outside by the thing's id or reference and looked up through `vidsyn.acts.lookup` with the actor's
eyes.
"""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model

from vidsyn.acts.running import NOT_ASKED, Rules, carry_out

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
    `in_person`: it makes or opens a way into an account, so that nobody does it with a token, which may be stolen.
    `clears` are the fields that its argument `clear` may name. `undoes`: it undoes acts that recorded these facts.
    """

    name: str
    records: tuple[str, ...]
    function: Callable[..., Any]
    shown_once: bool = False
    in_person: bool = False
    clears: tuple[str, ...] = ()
    undoes: bool = False

    @property
    def summary(self) -> str:
        """The first line of what the function says of itself."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    def parameters(self) -> list[Parameter]:
        """What it asks for, without the actor, which the door knows; each part of what is `said` may be left out."""
        hints = typing.get_type_hints(self.function, include_extras=True)
        found = []
        for name, parameter in inspect.signature(self.function).parameters.items():
            if parameter.kind is inspect.Parameter.VAR_KEYWORD:
                (said,) = typing.get_args(hints[name])
                fields = typing.get_type_hints(said, include_extras=True)
                found += [Parameter(each, hint, None) for each, hint in fields.items()]
            elif name not in NOT_ASKED:
                found.append(Parameter(name, hints[name], parameter.default))
        return found


REGISTRY: dict[str, Operation] = {}
_BY_NAME = frozenset({inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD})


def operation(
    *,
    records: Sequence[str],
    shown_once: bool = False,
    in_person: bool = False,
    trees: Mapping[str, type[Model]] | None = None,
    clears: Iterable[str] = (),
    undoes: bool = False,
    beforehand: Callable[..., Any] | None = None,
    afterwards: Callable[..., Any] | None = None,
) -> Callable[[F], F]:
    """Declare an operation and the facts it may record; for the others see `vidsyn.acts.running.Rules`.

    `clears` names the fields that the parameter `clear` may name, so that the doors describe and check them. `undoes`
    says that it takes the id of an act (`act`) and a reason, and undoes what acts with these facts have done.
    """
    facts = tuple(str(fact) for fact in records)
    rules = Rules(
        records=frozenset(facts),
        shown_once=shown_once,
        in_person=in_person,
        trees=trees or {},
        beforehand=beforehand,
        afterwards=afterwards,
    )

    def declare(function: F) -> F:
        _check_signature(function)

        @functools.wraps(function)
        def run(**arguments: Any) -> Any:
            return carry_out(function, rules, arguments)

        _register(Operation(function.__name__, facts, run, shown_once, in_person, tuple(clears), undoes))
        return typing.cast(F, run)

    return declare


def _register(declared: Operation) -> None:
    if declared.name in REGISTRY:
        raise RuntimeError(f"two operations are called {declared.name}")
    REGISTRY[declared.name] = declared


def _check_signature(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    if "actor" not in parameters:
        raise TypeError(f"operation {function.__name__} takes no actor")
    if any(p.kind not in _BY_NAME for p in parameters.values()):
        raise TypeError(f"operation {function.__name__} takes keywords only")

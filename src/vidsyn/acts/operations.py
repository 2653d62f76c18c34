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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from vidsyn.acts import submissions
from vidsyn.acts.contention import attempted
from vidsyn.acts.named_things import Key, taken
from vidsyn.acts.reactions import react
from vidsyn.acts.trees import turn_at
from vidsyn.history.recording import correlated, watched
from vidsyn.kernel.actors import Acting, Door
from vidsyn.kernel.refusals import Refusal, RefusalKind

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
    `clears` are the fields that its argument `clear` may name.
    """

    name: str
    records: tuple[str, ...]
    function: Callable[..., Any]
    shown_once: bool = False
    in_person: bool = False
    clears: tuple[str, ...] = ()

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
            elif name not in _NOT_ASKED:
                found.append(Parameter(name, hints[name], parameter.default))
        return found


REGISTRY: dict[str, Operation] = {}
BEFOREHAND = "beforehand"
# What the door knows, and what the operation works out for itself before its transaction.
_NOT_ASKED = frozenset({"actor", BEFOREHAND})
_BY_NAME = frozenset({inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD})
# The things that the operations under way have locked; None outside every operation.
_held: ContextVar[set[Key] | None] = ContextVar("held", default=None)


@contextmanager
def _inside() -> Iterator[set[Key]]:
    """Runs one operation: an inner one begins with what the outer one holds.

    What an inner one locked is held on by the outer one, unless the inner one failed, which let go of it.
    """
    outer = _held.get()
    held = set(outer or ())
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)
    if outer is not None:
        outer |= held


def operation(
    *,
    records: Sequence[str],
    shown_once: bool = False,
    in_person: bool = False,
    trees: Mapping[str, type[Model]] | None = None,
    clears: Iterable[str] = (),
    beforehand: Callable[..., Any] | None = None,
    afterwards: Callable[..., Any] | None = None,
) -> Callable[[F], F]:
    """Declare an operation and the facts it may record; `shown_once` where it answers with a secret.

    One that is done `in_person` is closed to the API.

    `trees` names the parameters that set one thing above another of its kind: where one is given, the operation
    takes its turn at that tree (`vidsyn.acts.trees`).

    `clears` names the fields that the parameter `clear` may name, so that the doors describe and check them.

    `beforehand` is long work that is done before the transaction, which others have to wait for: a function of the
    same arguments, which asks for the right to do it first and changes nothing that counts, or nothing that being done
    again would change. What it returns comes to the operation as `beforehand`.

    `afterwards` is long work that follows the transaction in short transactions of its own, by calling other
    operations: a function of what the operation returned and of its arguments, with `beforehand`. What it returns is
    the answer. If it is interrupted, the operation has left a state that somebody goes on from. Where another writer
    holds the register for too long, the answer is what the operation itself returned.

    Inside another operation both are part of that one's transaction.

    The things named as arguments are locked and read again inside the transaction (`vidsyn.acts.named_things`);
    the outermost operation is tried again where another transaction was in its way (`vidsyn.acts.contention`).

    Raises RuntimeError when the function ends without having recorded one of them and without saying
    `nothing_changed()`: a change nobody can find afterwards is a fault in the code.
    """

    def declare(function: F) -> F:
        name = function.__name__
        _check_signature(function)
        promised = {str(fact) for fact in records}
        takes_it = BEFOREHAND in inspect.signature(function).parameters

        def act(**arguments: Any) -> Any:
            outermost = _held.get() is None
            with (
                submissions.kept_if_committed(),
                _inside() as held,
                transaction.atomic(),
                correlated(),
                watched() as seen,
            ):
                if outermost:
                    submissions.claim(name, arguments["actor"])
                turn_at(*_trees_set(trees or {}, arguments))
                result = function(**arguments | _taken(function, arguments, held))
                if not (seen.unchanged or promised & seen.facts):
                    raise RuntimeError(
                        f"{name} changed something without recording any of {sorted(promised)}"
                    )
                if outermost:
                    react(seen.entries)
                    submissions.settle(result, shown_once=shown_once)
                return result

        @functools.wraps(function)
        def run(**arguments: Any) -> Any:
            _require_door(arguments["actor"], in_person=in_person)
            with correlated():
                made = {} if beforehand is None else {BEFOREHAND: beforehand(**arguments)}
                given = arguments | (made if takes_it else {})
                result = _tried(act, given)
                if afterwards is None:
                    return result
                rest = functools.partial(afterwards, result, **arguments, **made)
                return _gone_on(result, rest, name, shown_once)

        if name in REGISTRY:
            raise RuntimeError(f"two operations are called {name}")
        facts = tuple(str(fact) for fact in records)
        REGISTRY[name] = Operation(
            name, facts, run, shown_once=shown_once, in_person=in_person, clears=tuple(clears)
        )
        return typing.cast(F, run)

    return declare


def _tried(act: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
    """The outermost operation is tried again where another transaction was in its way."""
    if _held.get() is not None:
        return act(**arguments)
    return attempted(functools.partial(act, **arguments))


def _gone_on(result: Any, rest: Callable[[], Any], name: str, shown_once: bool) -> Any:
    """What the rest of an operation comes to; the result so far where somebody else holds the register."""
    if _held.get() is not None:
        return rest()
    try:
        result = rest()
    except Refusal as refusal:
        if refusal.kind is not RefusalKind.BUSY:
            raise
    submissions.answer_anew(name, result, shown_once=shown_once)
    return result


def _trees_set(trees: Mapping[str, type[Model]], arguments: Mapping[str, Any]) -> set[type[Model]]:
    """The trees in which this call sets one thing above another."""
    return {model for name, model in trees.items() if arguments.get(name) is not None}


def _taken(function: Callable[..., Any], arguments: Mapping[str, Any], held: set[Key]) -> dict[str, Any]:
    """What the arguments name, locked and read again."""
    named = {key: value for key, value in arguments.items() if key not in _NOT_ASKED}
    return taken(named, subject=_subject(function), held=held)


def _require_door(actor: Any, *, in_person: bool) -> None:
    """Refuse whoever only reads, and through the API what is done in person."""
    if not actor.may_write:
        raise Refusal("scope_missing", kind=RefusalKind.FORBIDDEN, scope="write")
    if in_person:
        require_in_person(actor)


def require_in_person(actor: Acting) -> None:
    """Refuse `not_with_a_token` what comes through the API."""
    if actor.door == Door.API:
        raise Refusal("not_with_a_token", kind=RefusalKind.FORBIDDEN)


def _check_signature(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    if "actor" not in parameters:
        raise TypeError(f"operation {function.__name__} takes no actor")
    if any(p.kind not in _BY_NAME for p in parameters.values()):
        raise TypeError(f"operation {function.__name__} takes keywords only")


@functools.cache
def _subject(function: Callable[..., Any]) -> str | None:
    """The parameter that names what the operation changes: the first that is a thing, when of the operation's room."""
    hints = typing.get_type_hints(function)
    for name in inspect.signature(function).parameters:
        model = _model_in(hints[name])
        if model is not None:
            return name if _room(model.__module__) == _room(function.__module__) else None
    return None


def _model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next(filter(None, map(_model_in, typing.get_args(annotation))), None)


def _room(module: str) -> str:
    return module.split(".")[1]

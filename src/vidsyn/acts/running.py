"""How an operation is carried out: its door, its turn, its transaction, what it has to record, what follows it."""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model

from vidsyn.acts import submissions
from vidsyn.acts.contention import attempted
from vidsyn.acts.named_things import Key, taken
from vidsyn.acts.reactions import react
from vidsyn.acts.trees import turn_at
from vidsyn.history.recording import Watched, correlated, watched
from vidsyn.kernel.actors import Acting, Door
from vidsyn.kernel.refusals import Refusal, RefusalKind

BEFOREHAND = "beforehand"
# What the door knows, and what the operation works out for itself before its transaction.
NOT_ASKED = frozenset({"actor", BEFOREHAND})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is asked of an operation beside what its function does.

    The facts that it may record are `records`. `shown_once`: its answer holds a secret, which is stored nowhere.
    `in_person`: it is closed to the API.

    `trees` names the parameters that set one thing above another of its kind: where one is given, the operation
    takes its turn at that tree (`vidsyn.acts.trees`).

    `beforehand` is long work that is done before the transaction, which others have to wait for: a function of the
    same arguments, which asks for the right to do it first and changes nothing that counts, or nothing that being done
    again would change. What it returns comes to the operation as `beforehand`.

    `afterwards` is long work that follows the transaction in short transactions of its own, by calling other
    operations: a function of what the operation returned and of its arguments, with `beforehand`. What it returns is
    the answer. If it is interrupted, the operation has left a state that somebody goes on from. Where another writer
    holds the register for too long, the answer is what the operation itself returned.

    Inside another operation both are part of that one's transaction.
    """

    records: frozenset[str]
    shown_once: bool = False
    in_person: bool = False
    trees: Mapping[str, type[Model]] = field(default_factory=dict)
    beforehand: Callable[..., Any] | None = None
    afterwards: Callable[..., Any] | None = None


def carry_out(function: Callable[..., Any], rules: Rules, arguments: Mapping[str, Any]) -> Any:
    """Do what the function does, by the rules; what it returns.

    The things named as arguments are locked and read again inside the transaction (`vidsyn.acts.named_things`);
    the outermost operation is tried again where another transaction was in its way (`vidsyn.acts.contention`).

    Raises RuntimeError when the function ends without having recorded one of its facts and without saying
    `nothing_changed()`: a change nobody can find afterwards is a fault in the code.
    """
    _require_door(arguments["actor"], in_person=rules.in_person)
    with correlated():
        made = {} if rules.beforehand is None else {BEFOREHAND: rules.beforehand(**arguments)}
        given = {**arguments, **made} if _takes_beforehand(function) else arguments
        result = _tried(functools.partial(_in_transaction, function, rules, given))
        if rules.afterwards is None:
            return result
        rest = functools.partial(rules.afterwards, result, **arguments, **made)
        return _gone_on(result, rest, function.__name__, rules.shown_once)


def _in_transaction(function: Callable[..., Any], rules: Rules, arguments: Mapping[str, Any]) -> Any:
    outermost = _held.get() is None
    with (
        submissions.kept_if_committed(),
        _inside() as held,
        transaction.atomic(),
        correlated(),
        watched() as seen,
    ):
        if outermost:
            submissions.claim(function.__name__, arguments["actor"])
        turn_at(*_trees_set(rules.trees, arguments))
        result = function(**{**arguments, **_taken(function, arguments, held)})
        _require_recorded(function, rules, seen)
        if outermost:
            react(seen.entries)
            submissions.settle(result, shown_once=rules.shown_once)
        return result


def _require_recorded(function: Callable[..., Any], rules: Rules, seen: Watched) -> None:
    if not (seen.unchanged or rules.records & seen.facts):
        raise RuntimeError(
            f"{function.__name__} changed something without recording any of {sorted(rules.records)}"
        )


@functools.cache
def _takes_beforehand(function: Callable[..., Any]) -> bool:
    return BEFOREHAND in inspect.signature(function).parameters


def _tried(act: Callable[[], Any]) -> Any:
    """The outermost operation is tried again where another transaction was in its way."""
    if _held.get() is not None:
        return act()
    return attempted(act)


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
    named = {key: value for key, value in arguments.items() if key not in NOT_ASKED}
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

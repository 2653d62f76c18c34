"""How a page calls an operation: by its name, through the reader that the API and the command line use.

A page gives things, or what names them – the part of an address, the choice in a form – and a form's answers as they
are. What they mean follows from the operation's signature, and a refusal names the argument, so that it comes back by
the form's field of that name.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from vidsyn.acts.calls import call, operation_named
from vidsyn.acts.emptying import CLEAR
from vidsyn.acts.operations import Operation, Parameter
from vidsyn.people.actors import Actor
from vidsyn.web.shell.conflicts import VERSION
from vidsyn.web.shell.lookups import Choice
from vidsyn.web.shell.requests import WebRequest

VERSIONS = "expected_versions"


def perform(by: WebRequest | Actor, operation: str, /, **given: Any) -> Any:
    """Carry out the operation; what it returns.

    Of what was found as one types, a thing takes what was chosen and a text what was typed, so that one answer of a
    form may be given to both. An answer left empty is left out, and empties the field where the operation can `clear`
    it. A version that the form was not opened with is left out; an operation on many takes that of one thing as a
    version of each.

    Raises Refusal or Refusals, as `vidsyn.acts.calls.call`.
    """
    actor = by if isinstance(by, Actor) else by.actor
    return call(operation, _arguments(operation_named(operation), given), actor=actor)


def _arguments(operation: Operation, given: Mapping[str, Any]) -> dict[str, Any]:
    takes = {parameter.name: parameter for parameter in operation.parameters()}
    said = {name: _said(value, takes.get(name)) for name, value in given.items()}
    if VERSIONS in takes and VERSION in said:
        version = said.pop(VERSION)
        said.setdefault(VERSIONS, [] if version is None else [version])
    if operation.clears and CLEAR not in said:
        said[CLEAR] = [name for name in operation.clears if name in given and said[name] in (None, "")]
    return {name: value for name, value in said.items() if value is not None or _may_be_none(takes.get(name))}


def _said(value: Any, parameter: Parameter | None) -> Any:
    """An answer as the reader takes it; empty text only where text is asked for."""
    if isinstance(value, Choice):
        value = _chosen(value, parameter)
    if isinstance(value, UUID):
        return str(value)
    if value == "" and parameter is not None and not _takes_text(parameter.annotation):
        return None
    return value


def _chosen(choice: Choice, parameter: Parameter | None) -> str:
    """What was chosen, by its id; the text where text is asked for, and where there has to be something."""
    if parameter is not None and _takes_text(parameter.annotation):
        return choice.text
    return choice.id if _may_be_none(parameter) else choice.id or choice.text


def _takes_text(annotation: Any) -> bool:
    return annotation is str or any(_takes_text(part) for part in typing.get_args(annotation))


def _may_be_none(parameter: Parameter | None) -> bool:
    return parameter is not None and type(None) in typing.get_args(parameter.annotation)

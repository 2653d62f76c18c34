"""Calling an operation by its name: the one way in, which the pages, the API and `vidsyn call` share.

The operation's signature says what it takes; a wrong, missing or unknown field is a refusal that names the
field, all of them at once, before anything is touched.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel, ValidationError

from vidsyn.acts.arguments import given_in, readable, strict_model
from vidsyn.acts.columns import fitted
from vidsyn.acts.operations import REGISTRY, Operation
from vidsyn.kernel.refusals import Refusal, RefusalKind, refuse_if
from vidsyn.kernel.rooms import open_rooms

WRITE = "write"
# A JSON object as text, or each argument by its name.
Given = bytes | str | Mapping[str, Any]
# What pydantic calls the fault → the refusal's code; anything else is `field_wrong`.
_CODES = {
    "missing": "field_required",
    "extra_forbidden": "field_unknown",
    "enum": "field_not_one_of",
    "literal_error": "field_not_one_of",
    "date_out_of_range": "date_out_of_range",
    "date_parsing": "field_not_a_date",
    "date_from_datetime_parsing": "field_not_a_date",
    "date_type": "field_not_a_date",
    "string_too_long": "field_too_long",
    "too_long": "field_too_many",
    "too_short": "field_required",
    "bytes_too_short": "field_required",
    "string_type": "field_not_text",
    "int_type": "field_not_a_number",
    "decimal_type": "field_not_a_number",
    "decimal_parsing": "field_not_a_number",
    "float_type": "field_not_a_number",
    "less_than_equal": "field_too_large",
    "greater_than_equal": "field_too_small",
    "int_parsing": "field_not_a_number",
    "bool_parsing": "field_not_true_or_false",
    "bool_type": "field_not_true_or_false",
    "list_type": "field_not_a_list",
    "not_base64": "field_not_base64",
    "json_invalid": "json_invalid",
}


def operations() -> Mapping[str, Operation]:
    """Every operation of every room, by name."""
    open_rooms()
    return dict(sorted(REGISTRY.items()))


def operation_named(name: str) -> Operation:
    """The operation, or a `no_such_operation` refusal."""
    open_rooms()
    found = REGISTRY.get(name)
    if found is None:
        raise Refusal("no_such_operation", kind=RefusalKind.NOT_FOUND, name=name)
    return found


@functools.cache
def arguments_model(operation: Operation) -> type[BaseModel]:
    """The pydantic model of what the operation takes; its JSON schema is the API's documentation."""
    fields = {
        p.name: (readable(fitted(operation, p.name, p.annotation)), ... if p.required else p.default)
        for p in operation.parameters()
    }
    name = "".join(word.capitalize() for word in operation.name.split("_"))
    return strict_model(name, fields, doc=operation.summary)


def read_arguments(operation: Operation, given: Given, viewer: Any) -> dict[str, Any]:
    """The operation's arguments, things looked up with the viewer's eyes: from a JSON object, or from values as a
    page has them, where text may stand for a number, a day or one of several.

    Raises Refusal or Refusals, each with the field's path (`lines.0.amount`).
    """
    model = arguments_model(operation)
    with faults_refused():
        if isinstance(given, Mapping):
            return given_in(model.model_validate(given, strict=False, context=viewer))
        return given_in(model.model_validate_json(given, context=viewer))


@contextmanager
def faults_refused(depth: int | None = None) -> Iterator[None]:
    """What pydantic finds wrong inside is refused, all at once; what is in another form before what is not found.

    `depth` is how much of a fault's place the refusal names; all of it unless said.
    """
    try:
        yield
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        refusals = [refusal_of_fault({**fault, "loc": fault["loc"][:depth]}) for fault in faults]
        refuse_if(sorted(refusals, key=lambda refusal: refusal.kind is RefusalKind.NOT_FOUND))


def call(name: str, given: Given, *, actor: Any, expected_version: int | None = None) -> Any:
    """Call the operation as the actor. `expected_version` counts where the operation takes one and the JSON
    does not say; an operation that takes none refuses it rather than ignoring what the caller relied on."""
    operation = operation_named(name)
    if WRITE not in actor.scopes:
        raise Refusal("scope_missing", kind=RefusalKind.FORBIDDEN, scope=WRITE)
    arguments = read_arguments(operation, given, actor)
    if expected_version is not None:
        if not takes_version(operation):
            raise Refusal("version_not_taken", kind=RefusalKind.MALFORMED, field="If-Match", operation=name)
        arguments.setdefault("expected_version", expected_version)
    return operation.function(**arguments, actor=actor)


def takes_version(operation: Operation) -> bool:
    """Whether the operation can be told which version its caller looked at."""
    return "expected_version" in inspect.signature(operation.function).parameters


def refusal_of_fault(fault: Mapping[str, Any]) -> Refusal:
    """The refusal for one fault that pydantic found."""
    path = ".".join(str(step) for step in fault["loc"])
    context = fault.get("ctx", {})
    if found := context.get("refusal"):
        return Refusal(found.code, kind=found.kind, field=path, **found.params)
    told = {
        "label": path,
        "value": context.get("value"),
        "expected": context.get("expected", "").replace("' or '", "', '") or None,
        "limit": context.get("max_length", context.get("le", context.get("ge"))),
    }
    return Refusal(
        context.get("code") or _CODES.get(fault["type"], "field_wrong"),
        kind=RefusalKind.MALFORMED,
        field=path or None,
        **{name: value for name, value in told.items() if value is not None},
    )

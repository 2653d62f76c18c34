"""The API's own description (OpenAPI 3.1), completed with what the framework does not know.

Bodies and answers of operations come from their signatures; every route may answer with a problem document.
"""

from __future__ import annotations

import json
import typing
from typing import Any

from django.db import models
from pydantic import BaseModel, TypeAdapter

from vidsyn.acts.calls import arguments_model, operations
from vidsyn.acts.operations import Operation
from vidsyn.api.answers import REPLAYED
from vidsyn.api.problems import MEDIA_TYPE, Problem
from vidsyn.api.reads import READS, Read
from vidsyn.reads.filters import parameters_of

REF = "#/components/schemas/{model}"
_THING = {
    "type": "object",
    "description": "Something the register keeps, named by id or, where it has one, by reference.",
    "properties": {
        "kind": {"type": "string"},
        "id": {"type": "string", "format": "uuid"},
        "reference": {"type": ["string", "null"]},
        "version": {"type": "integer", "minimum": 1},
    },
    "required": ["kind", "id", "reference", "version"],
}
# What every status means here; `docs/api.md` says the same.
_PROBLEMS = {
    "400": "The request is not as described here: a field is missing, unknown or in another form.",
    "401": "Neither a valid token nor a session.",
    "403": "This person, or this token, may not.",
    "404": "No such thing, or not for this person's eyes.",
    "409": "Not in the state that the register has now, or changed meanwhile.",
    "412": "Changed since the ETag in If-Match.",
    "413": "The body is too large.",
    "415": "The body is not application/json.",
    "422": "As described here, but a rule says no to these values; `errors` has one entry for each.",
    "429": "Too many requests; wait as long as Retry-After says.",
    "503": "Others were writing for too long; nothing has been changed. Wait as long as Retry-After says.",
}
_OF_READS = ("400", "401", "403", "404", "422", "429", "503")


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """The framework's description with bodies, answers and problems filled in."""
    schemas: dict[str, Any] = document["components"]["schemas"]
    schemas["Thing"] = _THING
    _take_in(schemas, Problem)
    by_name = operations()
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            operation = by_name.get(path.rpartition("/operations/")[2]) if method == "post" else None
            if operation is not None:
                _describe_operation(route, operation, schemas)
            elif route["operationId"] in READS:
                _describe_read(route, READS[route["operationId"]], schemas)
            _add_problems(route, tuple(_PROBLEMS) if operation else _OF_READS)
    return document


def _describe_operation(route: dict[str, Any], operation: Operation, schemas: dict[str, Any]) -> None:
    body = _take_in(schemas, arguments_model(operation))
    route["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    content = {"application/json": {"schema": answer_schema(operation)}}
    told = {
        "schema": {"const": "true"},
        "description": "The call was carried out the first time it was sent.",
    }
    answer = {"description": "Done.", "content": content, "headers": {REPLAYED: told}}
    route["responses"] = {"200": answer}


def _describe_read(route: dict[str, Any], read: Read, schemas: dict[str, Any]) -> None:
    parameters, model = parameters_of(read.filtered_by, paged=read.paged)
    route["parameters"] += _take_in_parts(schemas, model, parameters)
    item = _take_in(schemas, read.item)
    told = _part_of(item) if read.paged else item
    headers = {} if read.paged else {"ETag": {"schema": {"type": "string"}, "description": "For If-Match."}}
    content = {"application/json": {"schema": told}}
    route["responses"] = {"200": {"description": "Found.", "content": content, "headers": headers}}


def _part_of(item: dict[str, Any]) -> dict[str, Any]:
    number = {"type": "integer"}
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": item},
            "total": number,
            "page": number,
            "pages": number,
        },
        "required": ["items", "total", "page", "pages"],
    }


def _add_problems(route: dict[str, Any], statuses: tuple[str, ...]) -> None:
    content = {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}
    route["responses"] = {str(status): told for status, told in route["responses"].items()}
    for status in statuses:
        route["responses"].setdefault(status, {"description": _PROBLEMS[status], "content": content})


def answer_schema(operation: Operation) -> dict[str, Any]:
    """What the operation answers with, from its return annotation; anything where that says nothing plain."""
    hints = typing.get_type_hints(operation.function)
    return _schema_of(hints.get("return", Any))


def _schema_of(annotation: Any) -> dict[str, Any]:
    if annotation is type(None):
        return {"type": "null"}
    if isinstance(annotation, type) and issubclass(annotation, models.Model):
        return {"$ref": REF.format(model="Thing")}
    if typing.get_origin(annotation) is list:
        return {"type": "array", "items": _schema_of(typing.get_args(annotation)[0])}
    return {}


def _take_in(schemas: dict[str, Any], kind: Any) -> dict[str, Any]:
    """Move a type's schema and what it refers to among the components; the reference to it."""
    mode: Any = "validation" if issubclass(kind, BaseModel) else "serialization"
    schema = TypeAdapter(kind).json_schema(ref_template=REF, mode=mode)
    name = kind.__name__
    renamed = _add_parts(schemas, kind, schema.pop("$defs", {}) | {name: schema})
    return {"$ref": REF.format(model=renamed.get(name, name))}


def _take_in_parts(schemas: dict[str, Any], model: type[BaseModel], told: list[Any]) -> list[Any]:
    """Move what a model's parameters refer to among the components; the parameters with their references."""
    parts = model.model_json_schema(ref_template=REF).get("$defs", {})
    told_with_names: list[Any] = json.loads(_with_names(told, _add_parts(schemas, model, parts)))
    return told_with_names


def _add_parts(schemas: dict[str, Any], kind: Any, parts: dict[str, Any]) -> dict[str, str]:
    """Add schemas to the components; which of them go by another name there.

    Two rooms may call different things by one name: the later one then carries its owner's name in front.
    """
    name = kind.__name__
    room = kind.__module__.split(".")[1].capitalize()
    renamed = {
        part: f"{room}{part}" if part == name else f"{name}{part}"
        for part, told in parts.items()
        if part in schemas and schemas[part] != told
    }
    for part, told in json.loads(_with_names(parts, renamed)).items():
        schemas[renamed.get(part, part)] = told
    return renamed


def _with_names(told: Any, renamed: dict[str, str]) -> str:
    """As JSON, with references to what goes by another name."""
    text = json.dumps(told)
    for old, new in renamed.items():
        text = text.replace(f'"{REF.format(model=old)}"', f'"{REF.format(model=new)}"')
    return text

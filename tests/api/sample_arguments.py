"""Arguments for any operation, made from its own description: what is required, with things that exist."""

import base64
from datetime import date
from typing import Any

from django.utils import timezone

from vidsyn.plumbing.calls import arguments_model
from vidsyn.plumbing.names import model_of
from vidsyn.plumbing.operations import Operation


def sample_arguments(operation: Operation) -> dict[str, Any]:
    """The smallest JSON the operation takes, naming the first thing there is of each kind."""
    schema = arguments_model(operation).model_json_schema()
    return _object(schema, schema.get("$defs", {}))


def _object(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    required = schema.get("required", [])
    return {name: _value(schema["properties"][name], definitions) for name in required}


def _value(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _value(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in schema:
        return _value(schema["anyOf"][0], definitions)
    if "x-vidsyn-names" in schema:
        return first_thing(schema["x-vidsyn-names"])
    if "examples" in schema and "contentEncoding" not in schema:
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    if schema.get("type") == "array":
        items = schema.get("prefixItems")
        return (
            [_value(item, definitions) for item in items] if items else [_value(schema["items"], definitions)]
        )
    if schema.get("type") == "object":
        return _object(schema, definitions) if "properties" in schema else {}
    return _plain(schema)


def _plain(schema: dict[str, Any]) -> Any:
    if schema.get("format") == "date":
        return timezone.localdate().isoformat()
    if schema.get("format") == "uuid":
        return "01980000-0000-7000-8000-000000000000"
    if schema.get("contentEncoding") == "base64":
        return base64.b64encode(b"%PDF-1.4\n%%EOF\n").decode()
    return {"integer": 1, "number": 1, "boolean": False, "string": "exempel"}.get(schema.get("type", ""))


def first_thing(kind: str) -> str:
    """The id of the first thing of a kind, or one that is nobody's where there is none."""
    model = model_of(kind)
    first = model._default_manager.order_by("created_at", "pk").first() if model else None
    return str(first.pk) if first else "01980000-0000-7000-8000-000000000000"


def a_day() -> date:
    """Today, where the university is."""
    return timezone.localdate()

"""Arguments for any operation, made from its own description: what is required, with things that exist."""

import base64
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from tests.later.queued import given_up

from vidsyn.acts.calls import arguments_model
from vidsyn.acts.operations import Operation
from vidsyn.agreements.operations.many import agreements_assign
from vidsyn.collaborations.operations.many import collaborations_assign
from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person
from vidsyn.rows.names import model_of


def sample_arguments(operation: Operation) -> dict[str, Any]:
    """The smallest JSON the operation takes that changes something, naming the first thing there is of each kind."""
    schema = arguments_model(operation).model_json_schema()
    more = CHANGING.get(operation.name, lambda: {})()
    return _object(schema, schema.get("$defs", {})) | more


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


def first_thing(kind: str, **wanted: Any) -> str:
    """The id of the first thing of a kind that is so, or one that is nobody's where there is none."""
    model = model_of(kind)
    rows = model._default_manager.filter(**wanted).order_by("created_at", "pk") if model else None
    first = rows.first() if rows is not None else None
    return str(first.pk) if first else "01980000-0000-7000-8000-000000000000"


def last_thing(kind: str) -> str:
    """The id of the last thing of a kind."""
    model = model_of(kind)
    assert model is not None
    last = model._default_manager.order_by("created_at", "pk").last()
    return str(last.pk) if last else ""


def _linked() -> dict[str, Any]:
    """A collaboration with an agreement it rests on."""
    agreement = first_thing("agreement", collaborations__isnull=False)
    return {"agreement": agreement, "collaboration": first_thing("collaboration", agreements=agreement)}


def _handed_over(kind: str, assign: Callable[..., int], fact: str) -> dict[str, Any]:
    """An act that gave the last thing of its kind another owner."""
    thing = model_of(kind)._default_manager.get(pk=last_thing(kind))  # type: ignore[union-attr]
    assign(**{f"{kind}s": (thing,)}, owner=_another_owner(thing), actor=local_operator())
    return {"act": str(HistoryEntry.objects.filter(fact=fact).latest("id").correlation_id)}


def _another_owner(thing: Any) -> Person:
    return Person.objects.filter(is_active=True).exclude(pk=thing.owner_id).earliest("created_at")


def _collaborations() -> dict[str, Any]:
    """What no list may do for whoever may not do it alone: another status and level."""
    existing = {"existing": first_thing("collaboration", status="ongoing"), "status": "ended"}
    return {"items": [existing | {"level": "strategic"}], "reason": "så säger listan"}


# What more than the required it takes for an operation to change something, so that its answer tells who may.
CHANGING: dict[str, Callable[[], dict[str, Any]]] = {
    "agreement_update": lambda: {"purpose": "Ett annat syfte"},
    "agreement_import_record": lambda: {
        "item": {
            "kind": "research",
            "unit": first_thing("unit", code="abe"),
            "partners": [{"name": "Exempelparten"}],
        }
    },
    "agreements_assign": lambda: {"owner": None},
    "agreements_change_undo": lambda: _handed_over("agreement", agreements_assign, "agreement.owner_set"),
    "agreements_import": lambda: {"items": [{"existing": first_thing("agreement"), "purpose": "Ett annat"}]},
    "agreements_move": lambda: {"unit": last_thing("unit")},
    "collaboration_link_partner": lambda: {"partner": last_thing("partner")},
    "collaboration_unlink_agreement": _linked,
    "collaboration_update": lambda: {"purpose_text": "Ett annat syfte"},
    "collaborations_change_undo": lambda: _handed_over(
        "collaboration", collaborations_assign, "collaboration.owner_changed"
    ),
    "collaborations_import": _collaborations,
    "collaborations_move": lambda: {"unit": last_thing("unit")},
    "decision_round_update": lambda: {"name_sv": "En annan omgång"},
    "language_choose": lambda: {"language": "en"},
    "network_member_update": lambda: {"starts_on": "2001-01-01"},
    "network_phase_update": lambda: {"name": "En annan fas"},
    "network_update": lambda: {"acronym": "ANNAT"},
    "partner_name_update": lambda: {"text": "Ett annat namn"},
    "partner_reopen": lambda: {"partner": first_thing("partner", active=False)},
    "partner_update": lambda: {"city": "En annan ort"},
    "partner_update_many": lambda: {
        "changes": [{"partner": first_thing("partner"), "values": {"city": "En annan ort"}}]
    },
    "person_reactivate": lambda: {"person": first_thing("person", is_active=False)},
    "person_update": lambda: {"name": "Ett Annat Namn"},
    "unit_update": lambda: {"name_sv": "Ett annat namn"},
    "work_forget": lambda: {"works": [str(given_up())]},
    "work_retry": lambda: {"works": [str(given_up())]},
}

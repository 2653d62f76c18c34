"""The API's description with the names of things that exist, so that requests made from it get past "not found".

As a program (`python -m tests.api.named EMAIL`) it writes the description of the register in VIDSYN_DATA and a new
token of that person's, as one JSON object.
"""

import json
import os
import re
import sys
from typing import Any

from django.test import Client

# What a detail's address names, by the first word of its path.
KINDS = {
    "people": "person",
    "units": "unit",
    "partners": "partner",
    "networks": "network",
    "collaborations": "collaboration",
    "agreements": "agreement",
    "imports": "import",
}
NOBODYS = "01980000-0000-7000-8000-000000000000"
MANY = 6  # things of each kind that are named


def without_far_limits(part: Any, far: dict[str, int]) -> Any:
    """Without limits so far out that one request at them weighs megabytes; `test_operations.py` tries them once."""
    if isinstance(part, dict):
        kept = {name: value for name, value in part.items() if far.get(name) != value or name not in far}
        return {name: without_far_limits(value, far) for name, value in kept.items()}
    return [without_far_limits(each, far) for each in part] if isinstance(part, list) else part


def described(email: str) -> dict[str, Any]:
    """The description, every name one of a thing there is, or nobody's; not of who asks and what she asks with."""
    from vidsyn.acts.arguments import LONGEST, MOST

    document = Client().get("/api/v1/openapi.json", headers={"host": "localhost"}).json()
    document = without_far_limits(document, {"maxItems": MOST, "maxLength": LONGEST, "maxProperties": MOST})
    _name_things(document, email)
    for path, methods in document["paths"].items():
        if path.endswith("{name}"):
            parameter = next(p for p in methods["get"]["parameters"] if p["in"] == "path")
            parameter["schema"]["enum"] = things(KINDS[path.split("/")[3]], email)
    return document


def _name_things(part: Any, email: str) -> None:
    if isinstance(part, dict):
        if "x-vidsyn-names" in part:
            for limit in ("minLength", "maxLength", "pattern"):
                part.pop(limit, None)
            part["enum"] = things(part["x-vidsyn-names"], email)
        for inner in part.values():
            _name_things(inner, email)
    elif isinstance(part, list):
        for inner in part:
            _name_things(inner, email)


def things(kind: str, email: str) -> list[str]:
    """Ids of the first things of a kind, a reference, and an id that is nobody's."""
    from vidsyn.rows.names import model_of

    model = model_of(kind)
    assert model is not None, kind
    rows = model._default_manager.order_by("created_at", "pk")
    if kind == "person":
        rows = rows.exclude(email=email)
    if kind == "role_assignment":
        rows = rows.exclude(person__email=email)
    found = [] if kind == "api_token" else list(rows[:MANY])
    references = [str(row.reference) for row in found[:1] if getattr(row, "reference", None)]
    return [*(str(row.pk) for row in found), *references, NOBODYS]


def new_token(email: str) -> str:
    """A token that writes, good for today."""
    from django.utils import timezone

    from vidsyn.acts.calls import call
    from vidsyn.acts.describe import describe
    from vidsyn.kernel.actors import Door
    from vidsyn.people.actors import actor_of
    from vidsyn.people.models import Person

    today = timezone.localdate()
    actor = actor_of(Person.objects.get(email=email), door=Door.CLI, on=today)
    wanted = {"name": "try", "scope": "write", "expires_on": str(today)}
    told = json.dumps(describe(call("token_create", json.dumps(wanted), actor=actor)))
    found = re.search(r"vidsyn_[\w-]+", told)
    assert found, told
    return found[0]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidsyn.config.settings")
    import django

    django.setup()
    told = {"description": described(sys.argv[1]), "token": new_token(sys.argv[1])}
    sys.stdout.write(json.dumps(told))

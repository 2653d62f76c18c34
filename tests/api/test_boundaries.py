"""Every boundary the API's description draws, tried on both sides of it, against a real server: schemathesis' coverage.

Boundaries so far out that a request of one weighs megabytes (ten thousand items, 200,000 characters) are left out of
the description it is given; `test_operations.py` tries them once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from vidsyn.people.vocabulary import Role
from vidsyn.plumbing.codecs import LONGEST, MOST

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FAR = {"maxItems": MOST, "maxLength": LONGEST, "maxProperties": MOST}
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "ignored_auth",
)
# A share each, so that several workers take part and a failure names a part of the API.
ROOMS = ("people", "partners", "collaborations", "agreements", "intake", "reminders", "other")


def without_far_limits(part: Any) -> Any:
    if isinstance(part, dict):
        kept = {name: value for name, value in part.items() if FAR.get(name) != value or name not in FAR}
        return {name: without_far_limits(value) for name, value in kept.items()}
    return [without_far_limits(each) for each in part] if isinstance(part, list) else part


def of_room(document: dict[str, Any], room: str) -> dict[str, Any]:
    """The description with the routes of one room alone."""

    def belongs(route: dict[str, Any]) -> bool:
        tag = route["tags"][0]
        return (tag if tag in ROOMS else "other") == room

    paths = {
        path: {method: route for method, route in methods.items() if belongs(route)}
        for path, methods in document["paths"].items()
    }
    return document | {"paths": {path: methods for path, methods in paths.items() if methods}}


@pytest.mark.parametrize("room", ROOMS)
def test_every_boundary_is_kept(room, live_server, token, settings, tmp_path):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    document = of_room(without_far_limits(Client().get("/api/v1/openapi.json").json()), room)
    assert document["paths"], room
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document))
    program = Path(sys.executable).parent / "schemathesis"
    done = subprocess.run(
        [
            str(program), "run", str(file), f"--url={live_server.url}", "--phases=coverage", "--no-color",
            f"--checks={','.join(CHECKS)}", "--warnings=off", "--continue-on-failure", "--generation-deterministic",
            f"--header=Authorization: Bearer {token(Role.OFFICE)}",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]

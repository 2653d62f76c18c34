"""The person whom a list's address narrows to."""

from __future__ import annotations

from typing import Any

from vidsyn.people.queries.persons import person_find
from vidsyn.web.shell.requests import WebRequest

WORDS = {"", "me", "none"}


def person_asked_for(request: WebRequest) -> Any:
    """The colleague whose id stands as the owner in the address; None for its words, and for nobody."""
    owner = request.GET.get("owner", "")
    return None if owner in WORDS else person_find(request.actor, owner)

"""Who did something, by name: history keeps a kind and an id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from vidsyn.kernel.actors import ActorKind
from vidsyn.people.queries import persons_by_id

Key = tuple[str, str]


def actor_names(actors: Iterable[Key]) -> Mapping[Key, str]:
    """Each (kind, id) with what to call it; one statement however many."""
    found = set(actors)
    people = persons_by_id(id for kind, id in found if kind == ActorKind.PERSON and _is_id(id))
    fixed = {
        ActorKind.LOCAL_OPERATOR.value: _("Local operator"),
        ActorKind.SYSTEM.value: _("The system"),
    }
    return {
        (kind, id): people[id].name if id in people else fixed.get(kind, _("Somebody unknown"))
        for kind, id in found
    }


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True

"""Who acts, as history remembers it: a kind and an id, never a foreign key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ActorKind(StrEnum):
    """Who can be behind a change."""

    PERSON = "person"  # a signed-in person (also through an API token of hers)
    LOCAL_OPERATOR = "local_operator"  # somebody at the server's own command line, with the office's rights
    SYSTEM = "system"  # the clock and background work


class Door(StrEnum):
    """Which way a change came in."""

    WEB = "web"
    API = "api"
    CLI = "cli"
    IMPORT = "import"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class ActorRef:
    """Kind and id of an actor; `id` is the person's id, or a fixed word for the other kinds."""

    kind: ActorKind
    id: str


class Acting(Protocol):
    """Anything that can act: what `record` needs to know of an actor."""

    @property
    def ref(self) -> ActorRef: ...

    @property
    def door(self) -> Door: ...

    @property
    def may_write(self) -> bool: ...

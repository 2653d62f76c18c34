"""Actors as the history records them: a kind and an id, never a foreign key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ActorKind(StrEnum):
    """Kind of actor behind a change."""

    PERSON = "person"  # a signed-in person, also through an API token
    LOCAL_OPERATOR = "local_operator"  # somebody at the server's own command line, with the office's rights
    SYSTEM = "system"  # the clock and background work


class Door(StrEnum):
    """The interface through which a change was made."""

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
    """What `record` needs to know of an actor."""

    @property
    def ref(self) -> ActorRef: ...

    @property
    def door(self) -> Door: ...

    @property
    def may_write(self) -> bool: ...

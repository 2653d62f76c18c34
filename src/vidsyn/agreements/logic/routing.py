"""Route requests to a coordinator."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What is known of a new request."""

    unit_path: str
    partner_id: uuid.UUID | None
    country: str


@dataclass(frozen=True, slots=True)
class Route:
    """Requests that match every given condition go to this person; an empty condition matches all."""

    coordinator_id: uuid.UUID
    unit_path: str = ""
    partner_id: uuid.UUID | None = None
    country: str = ""

    def fits(self, request: Request) -> bool:
        """Check whether the request matches every condition."""
        return (
            request.unit_path.startswith(self.unit_path)
            and self.partner_id in (None, request.partner_id)
            and self.country in ("", request.country)
        )

    @property
    def narrowness(self) -> tuple[bool, bool, int]:
        """Sort key: a named partner before a country, a country before a unit, a department before its school."""
        return (self.partner_id is not None, self.country != "", self.unit_path.count("/"))


def coordinator_for(request: Request, routes: Sequence[Route]) -> uuid.UUID | None:
    """Return the coordinator of the narrowest matching route, the first among equals; None means the office."""
    fitting = [route for route in routes if route.fits(request)]
    return max(fitting, key=lambda route: route.narrowness).coordinator_id if fitting else None

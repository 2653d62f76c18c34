"""What a person says a name in lists means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A name as written and the organisation it means, by ROR id or partner; neither: none that is known."""

    name: str
    country: str = ""
    ror: str = ""
    partner_id: str = ""

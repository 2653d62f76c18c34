"""A refusal: why something cannot be done, as a code with parameters.

The doors (web, API, command line) turn the code into a sentence the user can act on, in the user's language; lower
rooms only state the rule and the values. Each room's sentences are in its `words.sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any


class RefusalKind(StrEnum):
    """Category of a refusal; each door has one response per category (an HTTP status, an exit code)."""

    MALFORMED = "malformed"  # not in the required form: a field missing, unknown or of another type
    INVALID = "invalid"  # in the right form, but a rule rejects these values
    FORBIDDEN = "forbidden"  # this person may not
    NOT_FOUND = "not_found"  # does not exist, or is not visible to this person
    CONFLICT = "conflict"  # somebody else changed it meanwhile
    STATE = "state"  # not possible in its present state
    BUSY = "busy"  # others blocked it for too long; trying again will do


class Refusal(Exception):
    """One rule's refusal.

    `code` is stable and public ("agreement_not_signed_by_all"); `params` fill the sentence; `field` names the input
    concerned, or is None when it is about the whole; `kind` categorises it for the doors.
    """

    def __init__(
        self,
        code: str,
        *,
        kind: RefusalKind = RefusalKind.INVALID,
        field: str | None = None,
        **params: Any,
    ) -> None:
        super().__init__(code)
        self.code = str(code)
        self.kind = kind
        self.field = field
        self.params: Mapping[str, Any] = params

    def __str__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({values})" if values else self.code


class Refusals(Exception):
    """Several refusals at once, so that a person can correct everything in one go."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        if not refusals:
            raise ValueError("Refusals needs at least one refusal")
        super().__init__(", ".join(str(refusal) for refusal in refusals))
        self.refusals = tuple(refusals)


def require_reason(reason: str) -> None:
    """Refuse `reason_required` where no reason is given: later readers need it."""
    if not reason.strip():
        raise Refusal("reason_required", field="reason")


def refuse_if(refusals: Sequence[Refusal]) -> None:
    """Raise the collected refusals: none, the only one, or all together."""
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise Refusals(refusals)

"""A refusal: why something cannot be done, as a code with parameters.

The doors (web, API, command line) turn the code into a sentence a person can act on, in her language;
the rooms below only say which rule spoke and with what values. The sentences stand in `vidsyn.wording`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any


class RefusalKind(StrEnum):
    """What sort of no it is; each door has one answer per sort (an HTTP status, an exit code)."""

    MALFORMED = "malformed"  # not in the form that is asked for: a field missing, unknown or of another type
    INVALID = "invalid"  # in the right form, but a rule says no to these values
    FORBIDDEN = "forbidden"  # this person may not
    NOT_FOUND = "not_found"  # no such thing, or not for this person's eyes
    CONFLICT = "conflict"  # somebody else changed it meanwhile
    STATE = "state"  # not in the state it has now
    BUSY = "busy"  # others were in the way for too long; the same, tried again, will do


class Refusal(Exception):
    """One rule's no.

    `code` is stable and public ("agreement_not_signed_by_all"); `params` fill the sentence; `field` names the
    input it is about, or None when it is about the whole; `kind` sorts it for the doors.
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
    """Several refusals at once, so that a person can mend all of them in one go."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        if not refusals:
            raise ValueError("Refusals needs at least one refusal")
        super().__init__(", ".join(str(refusal) for refusal in refusals))
        self.refusals = tuple(refusals)


def require_reason(reason: str) -> None:
    """Refuse `reason_required` where no reason is given: the next person to read this needs it."""
    if not reason.strip():
        raise Refusal("reason_required", field="reason")


def refuse_if(refusals: Sequence[Refusal]) -> None:
    """Raise what was collected: nothing, the one refusal, or all of them together."""
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise Refusals(refusals)

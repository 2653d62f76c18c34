"""One row of a list, and what is known about the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from vidsyn.kernel.characters import readable


class ListingKind(StrEnum):
    """Kind of listed party."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OTHER = "other"  # a vessel, an aircraft, a wallet


class Force(StrEnum):
    """Legal force of a list in Sweden."""

    BINDING = "binding"  # law: the EU's sanctions
    SECTORAL = "sectoral"  # binding for certain goods, trades or funders
    INFORMATION = "information"  # another state's list or advice: for information, not binding
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Listing:
    """A listed party: the list's own key, every name it is listed under, and the row it came from."""

    key: str
    kind: ListingKind
    names: tuple[str, ...]
    schema: str = ""
    births: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    row: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Listing:
        lists = ("names", "births", "countries", "programs", "identifiers")
        return cls(**{**raw, "kind": ListingKind(raw["kind"]), **{name: tuple(raw[name]) for name in lists}})


_PERSONS = frozenset({"person", "individual", "individuals", "p", "natural person", "physical person"})
_OTHERS = frozenset({"vessel", "ship", "aircraft", "airplane", "cryptowallet", "security", "v", "s"})


def listing_kind(schema: str) -> ListingKind:
    """Map a list's own word to a kind; unknown words mean an organisation."""
    word = schema.strip().casefold()
    if word in _PERSONS:
        return ListingKind.PERSON
    return ListingKind.OTHER if word in _OTHERS else ListingKind.ORGANISATION


def distinct(*values: str | None) -> tuple[str, ...]:
    """Return the non-empty values, tidied, without repetition, in order."""
    tidy = (" ".join(readable(value).split()) for value in values if value)
    return tuple(dict.fromkeys(value for value in tidy if value))

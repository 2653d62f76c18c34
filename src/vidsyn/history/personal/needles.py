"""The values an erasure searches for (names, addresses, numbers), and how they are removed from a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# Replacement for a removed value: the same in every language.
GONE = "[…]"
_LEAST_DIGITS = 6


@dataclass(frozen=True)
class Needles:
    """A person's values. Names and addresses are compared case-insensitively.

    In running text a name counts only when it has two words or more: `Li` would be found in half of all texts. A
    column that holds only the name is emptied whatever the name.
    """

    names: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    account: str = ""  # the id of the account that is erased, if any

    @classmethod
    def of(
        cls,
        *,
        names: Iterable[str] = (),
        emails: Iterable[str] = (),
        phones: Iterable[str] = (),
        account: str = "",
    ) -> Needles:
        """Build from values as written; empty ones, and numbers too short to be distinctive, are left out."""
        return cls(
            frozenset(name for text in names if (name := _plain(text))),
            frozenset(email for text in emails if (email := _plain(text))),
            frozenset(p for text in phones if (p := _plain(text)) and _digits(p) >= _LEAST_DIGITS),
            account,
        )

    def without_names(self) -> Needles:
        """Return addresses and numbers only."""
        return Needles(frozenset(), self.emails, self.phones, self.account)

    def __bool__(self) -> bool:
        return bool(self._whole or self.account)

    @functools.cached_property
    def hints(self) -> list[str]:
        """One ASCII fragment of each value, which a database finds whatever its handling of other letters.

        Empty where some value has no such fragment: then every row is examined.
        """
        found = [max(re.findall(r"[a-z0-9]+", value), key=len, default="") for value in self._whole]
        return [] if "" in found else sorted(set(found))

    def found_in(self, value: Any) -> bool:
        """Check whether the value, text or JSON, contains any of these."""
        return bool(self.taken_from(value) != value)

    def taken_from(self, value: Any) -> Any:
        """Return the value, text or JSON, with every one of these replaced by `GONE`."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict):
            return {key: self.taken_from(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.taken_from(inner) for inner in value]
        return value

    def _text(self, text: str) -> str:
        if _plain(text) in self._whole:
            return GONE
        return self._pattern.sub(GONE, text) if self._pattern else text

    @functools.cached_property
    def _whole(self) -> frozenset[str]:
        return self.names | self.emails | self.phones

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        longer = [name for name in self.names if " " in name]
        turned = [f"{last}, {first}" for first, _space, last in (name.rpartition(" ") for name in longer)]
        wanted = sorted({*longer, *turned, *self.emails, *self.phones}, key=len, reverse=True)
        if not wanted:
            return None
        either = "|".join(r"\s+".join(map(re.escape, value.split())) for value in wanted)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)

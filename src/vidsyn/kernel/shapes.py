"""Formats of a single text that can be checked without other data.

The API and the command line document and check parameters and fields annotated with one of these, so that the
documentation matches what is accepted. A format concerns one text; what depends on other fields or on the register
is a rule, checked in its own place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

# No database stores the character NUL.
ANY_TEXT = r"^[^\x00]*$"
# At least one character that is neither white space nor a control character.
_VISIBLE = r"[^\s\x00-\x1f\x7f-\x9f]"


@dataclass(frozen=True, slots=True)
class Shape:
    """A regular expression valid in Python, Rust and ECMAScript, and the maximum number of characters.

    `code` is that of the refusal for a text in another format.
    """

    pattern: str = ANY_TEXT
    longest: int | None = None
    code: str = "field_wrong"
    example: str | None = None  # shown in the documentation

    def at_most(self, longest: int) -> Shape:
        """Return the same format with another maximum length."""
        return replace(self, longest=min(longest, self.longest or longest))


@dataclass(frozen=True, slots=True)
class Between:
    """A whole number from `least` to `most`, both inclusive."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Filled:
    """Non-empty bytes or list."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """A list of no more than so many, all written in one transaction, for which everybody else who writes waits."""

    most: int = 200


# Text that is not blank, such as a name.
_SAID = Shape(rf"^[^\x00]*{_VISIBLE}[^\x00]*$", code="field_required")
Said = Annotated[str, _SAID]
Reason = Annotated[str, replace(_SAID, code="reason_required")]
# A file's bytes.
Content = Annotated[bytes, Filled()]
_ATOM = r"[A-Za-z0-9_!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
Email = Annotated[
    str,
    Shape(
        rf"^{_ATOM}(\.{_ATOM})*@({_LABEL}\.)+[A-Za-z]{{2,63}}$", 254, "email_unusable", "anna@vidsyn.example"
    ),
]
# Two letters as in ISO 3166-1, or none. Whether a country has them is checked elsewhere.
CountryCode = Annotated[str, Shape(r"^([A-Za-z]{2})?$", 2, example="DE")]
# Two or three letters as in ISO 639, or none.
LanguageCode = Annotated[str, Shape(r"^([A-Za-z]{2,3})?$", 3, "partner_language_form", "de")]
UnitCode = Annotated[str, Shape(r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", 40, "unit_code_unusable", "chem-2")]

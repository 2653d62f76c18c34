"""The form of one text, where it can be checked by looking at the text alone.

A parameter or field annotated with one of these is described and checked in that form by the API and the command
line, so that what the description allows is what is taken. Forms hold for a single text; what depends on other fields
or on the register is a rule, checked where it belongs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

# No database keeps the character NUL.
ANY_TEXT = r"^[^\x00]*$"
# At least one character that is neither white space nor a control character.
_VISIBLE = r"[^\s\x00-\x1f\x7f-\x9f]"


@dataclass(frozen=True, slots=True)
class Shape:
    """A regular expression that holds in Python, Rust and ECMAScript, and the greatest number of characters.

    `code` is that of the refusal for a text in another form.
    """

    pattern: str = ANY_TEXT
    longest: int | None = None
    code: str = "field_wrong"
    example: str | None = None  # what the description shows

    def at_most(self, longest: int) -> Shape:
        """The same form in no more than so many characters."""
        return replace(self, longest=min(longest, self.longest or longest))


@dataclass(frozen=True, slots=True)
class Between:
    """A whole number from `least` to `most`, both included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Filled:
    """Bytes or a list, of which there is at least one."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """A list of no more than so many, all written in one transaction, for which everybody else who writes waits."""

    most: int = 200


# Text that says something, such as a name.
_SAID = Shape(rf"^[^\x00]*{_VISIBLE}[^\x00]*$", code="field_required")
Said = Annotated[str, _SAID]
Reason = Annotated[str, replace(_SAID, code="reason_required")]
# A file as it is.
Content = Annotated[bytes, Filled()]
_ATOM = r"[A-Za-z0-9_!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
Email = Annotated[
    str,
    Shape(
        rf"^{_ATOM}(\.{_ATOM})*@({_LABEL}\.)+[A-Za-z]{{2,63}}$", 254, "email_unusable", "anna@vidsyn.example"
    ),
]
# Two letters as ISO 3166-1 has them, or none. Which letters are a country's is looked up.
CountryCode = Annotated[str, Shape(r"^([A-Za-z]{2})?$", 2, example="DE")]
# Two or three letters as ISO 639 has them, or none.
LanguageCode = Annotated[str, Shape(r"^([A-Za-z]{2,3})?$", 3, "partner_language_form", "de")]
UnitCode = Annotated[str, Shape(r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", 40, "unit_code_unusable", "chem-2")]

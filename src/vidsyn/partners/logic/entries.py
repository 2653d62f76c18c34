"""Input and output types of partner registration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.shapes import CountryCode, LanguageCode, Said
from vidsyn.partners.logic import identifiers
from vidsyn.partners.logic.names import fold
from vidsyn.partners.vocabulary import NameKind, PartnerKind, Side

NAME_LENGTH = 300
IDENTIFIERS = ("ror", "erasmus_code", "schac", "pic")


def fitting(text: str, field: str, longest: int) -> str:
    """Return the text; refuse one that is too long rather than truncate it."""
    if len(text) > longest:
        raise Refusal("field_too_long", field=field, label=field, limit=longest)
    return text


# A partner's plain text fields, each with the function that normalises it for storage.
TEXT_FIELDS = {
    "country": identifiers.country_code,
    "city": lambda text: fitting(" ".join(text.split()), "city", 120),
    "ror": identifiers.ror_id,
    "erasmus_code": identifiers.erasmus_code,
    "schac": lambda text: fitting(identifiers.schac_code(text), "schac", 120),
    "pic": identifiers.pic_number,
    "website": identifiers.web_address,
}


class PartnerSaid(TypedDict, total=False):
    """The same as they are said; what is left out, or None, is not said, and empty text says that there is none."""

    country: CountryCode | None
    city: str | None
    ror: identifiers.RorOrNone | None
    erasmus_code: identifiers.ErasmusCode | None
    schac: identifiers.Schac | None
    pic: identifiers.PicNumber | None
    website: identifiers.WebAddress | None


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One name: `language` as ISO 639 ("sv", "de"), or None when unknown."""

    name: Said
    language: LanguageCode | None = None
    kind: NameKind = NameKind.OFFICIAL


@dataclass(frozen=True, slots=True)
class Renaming:
    """One changed name: `was` becomes `becomes`. Without `was` the name is new; without `becomes` it is removed.

    The old name remains as a former name; returning to a former name removes the name in between.
    """

    was: str
    becomes: str
    language: str | None = None
    kind: NameKind = NameKind.OFFICIAL


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """A partner as submitted; empty text means unknown. `extra` holds columns that have no field here."""

    names: tuple[NameEntry, ...]
    kind: PartnerKind = PartnerKind.OTHER
    country: CountryCode = ""
    city: str = ""
    ror: identifiers.RorOrNone = ""
    erasmus_code: identifiers.ErasmusCode = ""
    schac: identifiers.Schac = ""
    pic: identifiers.PicNumber = ""
    website: identifiers.WebAddress = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergeChoice:
    """For one field in which two partners differ: whose value to use."""

    field: str
    take: Side


def name_kept(text: str) -> str:
    """Return a name with single spaces. Refuses one that is empty, too long or without a letter or digit."""
    text = " ".join(text.split())
    if not fold(text):
        raise Refusal("partner_name_missing", field="name")
    if len(text) > NAME_LENGTH:
        raise Refusal("partner_name_long", field="name", longest=NAME_LENGTH)
    return text


def language_kept(text: str | None) -> str | None:
    """An ISO 639 code in lower case, or None."""
    code = (text or "").strip().lower()
    if not code:
        return None
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        raise Refusal("partner_language_form", field="language", value=text)
    return code


def entry_kept(entry: PartnerEntry) -> dict[str, str]:
    """Return the entry's text fields, normalised for storage. Raises the first refusal."""
    if not entry.names:
        raise Refusal("partner_name_missing", field="name")
    return {name: keep(getattr(entry, name)) for name, keep in TEXT_FIELDS.items()}

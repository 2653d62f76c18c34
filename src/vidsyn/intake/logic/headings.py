"""Recognise headings: synonyms in Swedish and English, and the fields each kind of list can have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import TypeVar

from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.kernel.yaml_text import read_yaml

T = TypeVar("T")

# Without this field a row identifies nothing.
ESSENTIAL: Mapping[ListKind, Field] = {
    ListKind.PARTNERS: Field.PARTNER,
    ListKind.COLLABORATIONS: Field.PARTNER,
    ListKind.AGREEMENTS: Field.PARTNER,
}

# "Institution" is a department in Swedish and a university in English; "name" may be anybody's. They mean the
# partner where no other heading does.
_MAYBE_PARTNER = frozenset(
    {"institution", "institutions", "name", "namn", "school", "organisation", "organization"}
)
_BRACKETS = re.compile(
    r"[(\[][^)\]]{0,200}[)\]]"
)  # bounded, so that a text of opening brackets alone is not scanned from each
_LONGEST = 1_000  # characters; anything longer is prose, not a name
_LONGEST_REMEMBERED = 300
_NO_LETTERS = re.compile(r"[^0-9a-z]+")
_HYPHENATED = re.compile(r"-\s+")  # a word broken over two lines
_PARTS = re.compile(r"[/|;(),\n]| [-–] ")


def plain_heading(text: str) -> str:
    """Normalise a heading for comparison: lower case, no accents or punctuation, single spaces."""
    return _plain_name(text) if len(text) <= _LONGEST_REMEMBERED else _plain(text)


def _plain(text: str) -> str:
    if text.isascii():
        return _NO_LETTERS.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.split())


# Lists repeat the same words row after row. Only short ones are cached: ten thousand long cells fill the memory.
_plain_name = lru_cache(maxsize=16_384)(_plain)


def field_of(heading: str, kind: ListKind) -> Field | None:
    """Return the field a heading means in this kind of list.

    Tried whole, without brackets, with words joined, and in parts that all mean the same (`Lärosäte / University`).
    Of a heading on two rows (with a line break between) the lower may suffice alone.
    """
    return _field_of(heading, kind) if len(heading) <= _LONGEST_REMEMBERED else None


@lru_cache(maxsize=4_096)
def _field_of(heading: str, kind: ListKind) -> Field | None:
    known = _known(kind)
    found = meant(heading, known)
    if found is None and "\n" in heading:
        above, _line, below = heading.rpartition("\n")
        found = meant(above if plain_heading(below) in _MAYBE_PARTNER else below, known)
    return found


def meant(written: str, known: Mapping[str, T]) -> T | None:
    """Return what a heading or a word means; the keys of `known` are normalised by `plain_heading`."""
    if len(written) > _LONGEST:
        return None
    for form in (written, _BRACKETS.sub(" ", written), _HYPHENATED.sub("", written)):
        plain = plain_heading(form)
        found = known.get(plain) or known.get(plain.replace(" ", ""))
        if found is not None:
            return found
    parts = [part for part in map(plain_heading, _PARTS.split(written)) if part]
    each = {known.get(part) or known.get(part.replace(" ", "")) for part in parts}
    return each.pop() if len(parts) > 1 and len(each) == 1 else None


def with_compact(known: Mapping[str, T]) -> dict[str, T]:
    """Add the same words without spaces, where that is unambiguous."""
    return {plain.replace(" ", ""): meaning for plain, meaning in known.items()} | dict(known)


def mapping_of(headings: Sequence[str], kind: ListKind) -> dict[int, Field]:
    """Return column (from 0) → field; where two headings mean the same field, the first one counts."""
    found: dict[int, Field] = {}
    for column, heading in enumerate(headings):
        field = field_of(heading, kind) if heading else None
        if field is not None and field not in found.values():
            found[column] = field
    if ESSENTIAL[kind] not in found.values():
        maybe = (c for c, heading in enumerate(headings) if plain_heading(heading) in _MAYBE_PARTNER)
        for first in islice(maybe, 1):
            found[first] = ESSENTIAL[kind]
    return found


def is_calculated(heading: str) -> bool:
    """Check whether a heading is one that our own exports give to what follows from other columns."""
    return plain_heading(heading) in _calculated()


@cache
def _calculated() -> frozenset[str]:
    names = read_yaml(files("vidsyn.intake").joinpath("data/headings.yaml").read_text("utf-8"))
    return frozenset(plain_heading(name) for name in names["calculated"])


def shape_of(headings: Sequence[str]) -> str:
    """Return the key a mapping is stored under: the headings without case and punctuation."""
    return "\n".join(plain_heading(heading) for heading in headings).strip("\n")


@cache
def _names() -> Mapping[str, Mapping[str, Sequence[str] | None]]:
    names: Mapping[str, Mapping[str, Sequence[str] | None]] = read_yaml(
        files("vidsyn.intake").joinpath("data/headings.yaml").read_text("utf-8")
    )
    return names


@cache
def fields_of(kind: ListKind) -> tuple[Field, ...]:
    """Return the fields a kind of list can have, in the order in which a person chooses among them."""
    return tuple(map(Field, _names()[kind]))


@cache
def _known(kind: ListKind) -> Mapping[str, Field]:
    """Names specific to a kind of list come before common ones."""
    found: dict[str, Field] = {}
    for part in (_names()[kind], _names()["any"]):
        for field, written in part.items():
            if field in fields_of(kind):
                for name in (*(written or ()), field.replace("_", " ")):
                    found.setdefault(plain_heading(name), Field(field))
    return with_compact(found)

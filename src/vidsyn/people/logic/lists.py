"""Parse lists of units and people, with headings and words in either language, into rows.

The heading row is the first with enough known columns, wherever it is. Unknown columns are ignored. A person may be
on several rows, one for each role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.kernel.shapes import Email, Said, UnitCode
from vidsyn.people.vocabulary import Language, Role, UnitKind

Line = tuple[int, Sequence[str]]  # the file's own row number and the cells' text


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in a list; `parent` is a code, of a unit in the register or further up in the list."""

    code: UnitCode
    name_sv: Said
    name_en: Said
    kind: UnitKind
    parent: str = ""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role for the unit with this code, or for the whole university."""

    role: Role
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An account in a list, identified by its e-mail address; `left` closes it."""

    email: Email
    name: Said
    unit: str = ""
    language: Language | None = None
    roles: tuple[RoleRow, ...] = ()
    left: bool = False
    sample: bool = False


UNIT_HEADINGS = {
    "code": ("code", "kod", "enhetskod", "unit code"),
    "name_sv": ("name_sv", "namn på svenska", "svenskt namn", "namn", "name in swedish", "enhet"),
    "name_en": ("name_en", "namn på engelska", "engelskt namn", "name in english", "name"),
    "kind": ("kind", "slag", "typ", "type"),
    "parent": ("parent", "under", "överordnad", "överordnad enhet", "hör till", "parent unit"),
}
PERSON_HEADINGS = {
    "email": ("email", "e-mail", "e-post", "epost", "mejl", "adress", "e-postadress"),
    "name": ("name", "namn"),
    "unit": ("unit", "enhet", "enhetskod"),
    "language": ("language", "språk"),
    "role": ("role", "roll"),
    "role_unit": ("role_unit", "roll för", "rollens enhet", "role for"),
}
_UNIT_KINDS = {
    UnitKind.UNIVERSITY: ("university", "lärosäte", "universitet", "högskola"),
    UnitKind.FACULTY: ("faculty", "fakultet"),
    UnitKind.SCHOOL: ("school", "skola"),
    UnitKind.DEPARTMENT: ("department", "institution"),
    UnitKind.OFFICE: ("office", "avdelning", "kansli"),
    UnitKind.CENTRE: ("centre", "center", "centrum"),
}
_ROLES = {
    Role.READER: ("reader", "läsare"),
    Role.RESEARCHER: ("researcher", "forskare"),
    Role.COORDINATOR: ("coordinator", "koordinator", "samordnare"),
    Role.OFFICE: ("office", "internationella kansliet", "international office", "kansliet"),
    Role.ADVISER: ("adviser", "advisor", "rådgivare"),
    Role.DECIDER: ("decider", "deciding member", "beslutande ledamot"),
    Role.LEADERSHIP: ("leadership", "ledning"),
    Role.AUDITOR: ("auditor", "revisor"),
    Role.SYSTEM_ADMINISTRATOR: ("system_administrator", "system administrator", "systemadministratör"),
}
_LANGUAGES = {
    Language.SWEDISH: ("sv", "svenska", "swedish"),
    Language.ENGLISH: ("en", "engelska", "english"),
}

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)
Fields = Mapping[str, str]


def read_units(lines: Iterable[Line]) -> tuple[list[UnitRow], list[int]]:
    """Return units with their row numbers. A unit without a kind is a department; one without an English name has
    its Swedish.

    Raises Refusal `list_without_heading`, or all errors at once, each with `row`.
    """
    found = _read(lines, UNIT_HEADINGS, ("code", "name_sv"), _unit)
    return [row for _number, row in found], [number for number, _row in found]


def read_people(lines: Iterable[Line]) -> tuple[list[PersonRow], list[int]]:
    """Return accounts with the number of their first row; rows with the same address are merged, with all their
    roles.
    """
    merged: dict[str, tuple[int, PersonRow]] = {}
    for number, row in _read(lines, PERSON_HEADINGS, ("email", "name"), _person):
        key = row.email.lower()
        if key in merged:
            first, kept = merged[key]
            merged[key] = (first, replace(kept, roles=kept.roles + row.roles))
        else:
            merged[key] = (number, row)
    return [row for _number, row in merged.values()], [number for number, _row in merged.values()]


def _read(
    lines: Iterable[Line],
    headings: Mapping[str, Sequence[str]],
    needed: Sequence[str],
    make: Callable[[Fields], T],
) -> list[tuple[int, T]]:
    columns: dict[int, str] = {}
    made: list[tuple[int, T]] = []
    wrong: list[Refusal] = []
    for number, cells in lines:
        if not columns:
            columns = _columns(cells, headings, needed)
        elif any(cell.strip() for cell in cells):
            fields = {name: cells[at].strip() for at, name in columns.items() if at < len(cells)}
            try:
                made.append((number, make(fields)))
            except Refusal as refusal:
                params = {**refusal.params, "row": number}
                wrong.append(Refusal(refusal.code, field=refusal.field, **params))
    if not columns:
        raise Refusal("list_without_heading", columns=", ".join(needed))
    if wrong:
        raise Refusals(wrong)
    return made


def _columns(
    cells: Sequence[str], headings: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> dict[int, str]:
    """Map columns to fields if this is the heading row; the first column of a name counts."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        text = " ".join(cell.split()).lower()
        name = next((name for name, words in headings.items() if text in words), None)
        if name and name not in found.values():
            found[at] = name
    return found if set(needed) <= set(found.values()) else {}


def _unit(fields: Fields) -> UnitRow:
    kind = _word(fields.get("kind", ""), _UNIT_KINDS, "kind") or UnitKind.DEPARTMENT
    name_sv = fields.get("name_sv", "")
    return UnitRow(fields["code"], name_sv, fields.get("name_en") or name_sv, kind, fields.get("parent", ""))


def _person(fields: Fields) -> PersonRow:
    role = _word(fields.get("role", ""), _ROLES, "role")
    # A coordinator's role is for the person's own unit unless the list gives another.
    unit = fields.get("role_unit") or (fields.get("unit", "") if role is Role.COORDINATOR else "")
    return PersonRow(
        fields["email"],
        fields.get("name", ""),
        fields.get("unit", ""),
        _word(fields.get("language", ""), _LANGUAGES, "language"),
        (RoleRow(role, unit),) if role else (),
    )


def _word(text: str, words: Mapping[W, Sequence[str]], field: str) -> W | None:
    wanted = " ".join(text.split()).lower()
    if not wanted:
        return None
    found = next((word for word, names in words.items() if wanted in names), None)
    if found is None:
        raise Refusal("list_word_unknown", field=field, word=text)
    return found

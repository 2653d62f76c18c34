"""Lists published as CSV or web tables: US §1286, Canada's named organisations, EU Official Journal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _
from html.parser import HTMLParser
from typing import IO

from vidsyn.matching.lists.formats.reading import (
    Unreadable,
    countries,
    csv_rows,
    first_of,
    heading,
    split,
    text_of,
)
from vidsyn.matching.lists.listing import Listing, ListingKind, distinct, listing_kind

_NAMES = (
    "name", "entity", "entity_name", "institution", "institution_name", "organization", "organization_name",
    "research_organization", "named_research_organization", "name_of_entity", "names", "foreign_institution",
    "namn", "enhet", "namn_p_enhet", "legal_name", "entity_names", "names_translated_into_english",
)  # fmt: skip
_ALIASES = (
    "aliases",
    "alias",
    "known_aliases",
    "known_alias_es",
    "also_known_as",
    "aka",
    "alternate_names",
    "alt_names",
    "also_known_as_aka",
    "other_names",
)
_COUNTRIES = ("country", "countries", "country_or_region", "location", "nationality")
_PROGRAMS = (
    "program",
    "programme",
    "fiscal_year",
    "year",
    "list",
    "category",
    "regime",
    "program_key",
    "measure",
)
_BIRTHS = ("date_of_birth", "dob", "birth_date")
_KEYS = ("key", "id", "number", "no", "reference")
# “Name (a.k.a. Other name; Third name)” in one cell.
_ALSO = re.compile(
    r"\(?\b(?:a\.?\s?k\.?\s?a\.?|also known as|alias(?:es)?|f\.?\s?k\.?\s?a\.?|formerly)\b[:.]?\s*", re.I
)


def us_1286(stream: IO[bytes]) -> Iterator[Listing]:
    """Section 1286 of the NDAA 2019: foreign institutions. CSV, or the page's table."""
    return _listings(text_of(stream), "Organization")


def ca_nro(stream: IO[bytes]) -> Iterator[Listing]:
    """Canada's Named Research Organizations: the page's table, or CSV of it."""
    return _listings(text_of(stream), "Organization")


def eu_oj_html(stream: IO[bytes]) -> Iterator[Listing]:
    """Annexes of EU regulations in the Official Journal's web pages: every table with a column of names."""
    return _listings(text_of(stream), "")


def _listings(text: str, schema: str) -> Iterator[Listing]:
    for number, row in enumerate(_rows(text), start=1):
        names = [name for part in split(first_of(row, *_NAMES)) for name in _ALSO.split(part)]
        aliases = [name for part in split(first_of(row, *_ALIASES)) for name in _ALSO.split(part)]
        found = distinct(*(name.strip(" ()") for name in [*names, *aliases]))
        if found:
            said = first_of(row, "schema", "type") or schema
            person = not said and any(
                row.get(column) for column in ("gender", "date_of_birth", "nationality")
            )
            yield Listing(
                key=first_of(row, *_KEYS) or f"row-{number}",
                kind=ListingKind.PERSON if person or _about_a_person(row) else listing_kind(said),
                names=found,
                schema=said,
                births=distinct(*split(first_of(row, *_BIRTHS))),
                countries=countries(*split(first_of(row, *_COUNTRIES))),
                programs=distinct(*split(first_of(row, *_PROGRAMS))),
                row=row,
            )


def _about_a_person(row: dict[str, str]) -> bool:
    about = first_of(row, "identifying_information", "identifieringsuppgifter", "personuppgifter").casefold()
    return any(
        word in about
        for word in ("date of birth", "dob", "gender:", "nationality:", "född", "kön:", "nationalitet:")
    )


def _rows(text: str) -> Iterator[dict[str, str]]:
    if not re.search(r"<table\b", text, re.I):
        yield from csv_rows(text, set(_NAMES))
        return
    if not re.search(r"</html\s*>\s*$|</table\s*>\s*$", text, re.I):
        raise Unreadable(_("the page ends inside something"))
    found = False
    for table in _Tables.read(text):
        headings = [heading(cell) for cell in table[0]] if table else []
        if set(headings) & set(_NAMES):
            found = True
            for cells in table[1:]:
                yield {name: cell for name, cell in zip(headings, cells, strict=False) if name}
    if not found:
        raise Unreadable(_("no table has a column of names"))


class _Tables(HTMLParser):
    """The cells of every table, row by row. A nested table is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cells: list[list[str] | None] = []

    @classmethod
    def read(cls, text: str) -> list[list[list[str]]]:
        parser = cls()
        parser.feed(text)
        parser.close()
        return parser.tables

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            table: list[list[str]] = []
            self.tables.append(table)
            self._open.append(table)
            self._cells.append(None)
        elif self._open and tag == "tr":
            self._close_cell()
            self._open[-1].append([])
        elif self._open and tag in ("td", "th") and self._open[-1]:
            self._close_cell()
            self._cells[-1] = []
        elif tag in ("br", "p", "li") and self._cells and self._cells[-1]:
            self._cells[-1].append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._close_cell()
        elif tag == "table" and self._open:
            self._close_cell()
            self._open.pop()
            self._cells.pop()

    def handle_data(self, data: str) -> None:
        if self._cells and self._cells[-1] is not None:
            self._cells[-1].append(data)

    def _close_cell(self) -> None:
        if self._cells and self._cells[-1] is not None:
            lines = (" ".join(line.split()) for line in "".join(self._cells[-1]).split("\n"))
            self._open[-1][-1].append("\n".join(line for line in lines if line))
            self._cells[-1] = None

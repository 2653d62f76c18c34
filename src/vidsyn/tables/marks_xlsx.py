"""Marks of XLSX worksheets: failed and uncalculated formulas, and the extent of the cells."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache

from vidsyn.tables import archives
from vidsyn.tables.marks import Marks
from vidsyn.tables.markup import Walk, whole

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FORMULA_SHOWN = 80


def of_xlsx(archive: zipfile.ZipFile) -> Mapping[str, Marks]:
    """Return marks by sheet name. Refuses `file_too_many_cells` before memory is allocated."""
    return {name: _marks(archive.read(path)) for name, path in _worksheets(archive).items()}


def _marks(content: bytes) -> Marks:
    sheet = _Worksheet()
    sheet.over(content)
    archives.bounded(sheet.rows * sheet.columns)
    return Marks(sheet.errors)


class _Worksheet(Walk):
    """Cells in order. One without a reference follows the previous one."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: dict[tuple[int, int], str] = {}
        self.rows = self.columns = 0
        self._row = self._column = -1
        self._failed = False
        self._formula: str | None = None
        self._value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell(attributes)
        elif name == "f" or (name == "v" and (self._failed or self._formula is not None)):
            self.listen()
        elif name == "row":
            self._row = max(whole(attributes.get("r"), self._row + 2) - 1, 0)
            self._column = -1

    def _cell(self, attributes: dict[str, str]) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        if place:
            letters, digits = place.groups()
            self._row, self._column = max(int(digits) - 1, 0), column_number(letters)
        else:
            self._row, self._column = max(self._row, 0), self._column + 1
        if self._row >= self.rows:
            self.rows = self._row + 1
        if self._column >= self.columns:
            self.columns = self._column + 1
        self._failed, self._formula, self._value = attributes.get("t") == "e", None, ""

    def end(self, name: str) -> None:
        if name == "f":
            self._formula = self.heard()
        elif self._failed or self._formula is not None:
            if name == "v":
                self._value = self.heard()
            elif name == "c":
                self._close()

    def _close(self) -> None:
        if self._failed and self._value:
            self.errors[self._row, self._column] = self._value
        elif self._formula is not None and not self._value and not self._failed:
            # A formula without a stored result: the file does not contain what it would show.
            self.errors[self._row, self._column] = "=" + self._formula[:_FORMULA_SHOWN]


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """Return the column's number; A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Relations(Walk):
    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Workbook(Walk):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), identity))


def _worksheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the path of each sheet's part by sheet name; a sheet without its part is left to calamine."""
    relations, workbook = _Relations(), _Workbook()
    relations.over(archive.read("xl/_rels/workbook.xml.rels"))
    workbook.over(archive.read("xl/workbook.xml"))
    parts, found = set(archive.namelist()), {}
    for name, identity in workbook.sheets:
        target = relations.targets.get(identity, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if path in parts:
            found[name] = path
    return found

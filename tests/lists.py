"""Realistic lists, a small ROR and a school to import them for; `tests/conftest.py` loads the fixtures."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
import xlsxwriter
from django.conf import settings

from vidsyn.kernel.actors import ActorKind, ActorRef, Door
from vidsyn.kernel.ids import new_id
from vidsyn.matching import import_dump
from vidsyn.people.actors import Actor, Holding
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Role, UnitKind

Cells = Iterable[Sequence[Any]]

ORGANISATIONS = (
    ("https://ror.org/048a87296", "Uppsala University", "Uppsala universitet", "SE", "Uppsala"),
    ("https://ror.org/012a77v79", "Lund University", "Lunds universitet", "SE", "Lund"),
    ("https://ror.org/03dmz0111", "Makerere University", "", "UG", "Kampala"),
    ("https://ror.org/035b05819", "University of Copenhagen", "Københavns Universitet", "DK", "Copenhagen"),
    (
        "https://ror.org/00d7xrm67",
        "Graz University of Technology",
        "Technische Universität Graz",
        "AT",
        "Graz",
    ),
    ("https://ror.org/03rc6as71", "Tongji University", "同济大学", "CN", "Shanghai"),
    ("https://ror.org/020hwjq30", "Aalto University", "Aalto-yliopisto", "FI", "Espoo"),
)


@pytest.fixture(scope="session")
def ror(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The index of a handful of organisations, where the register looks for it."""
    dump = tmp_path_factory.mktemp("ror") / "v2.0-ror-data_schema_v2.json"
    dump.write_text(json.dumps([_record(*one) for one in ORGANISATIONS]), "utf-8")
    import_dump(dump, settings.DATA / "ror", at=datetime(2026, 1, 1, tzinfo=UTC))


def _record(id_: str, name: str, other: str, country: str, city: str) -> dict[str, Any]:
    names = [{"value": name, "types": ["ror_display", "label"], "lang": "en"}]
    names += [{"value": other, "types": ["label"], "lang": None}] if other else []
    place = {"country_code": country, "country_name": country, "name": city, "lat": None, "lng": None}
    return {
        "id": id_,
        "status": "active",
        "names": names,
        "types": ["education"],
        "locations": [{"geonames_id": 1, "geonames_details": place}],
        "links": [],
        "relationships": [],
        "external_ids": [],
        "domains": [],
        "established": None,
        "admin": {},
    }


def coordinator_for(unit: Unit) -> Actor:
    """Return a coordinator of a unit, who belongs to it."""
    key = new_id()
    holdings = (Holding(Role.COORDINATOR, unit.path),)
    return Actor(ActorRef(ActorKind.PERSON, str(key)), Door.WEB, holdings, person_id=key, unit_path=unit.path)


@pytest.fixture
def school(db: None) -> Unit:
    """A university with one school."""
    root = Unit.objects.create(
        code="uni", name_sv="Universitetet", name_en="The University", kind=UnitKind.UNIVERSITY, path="uni/"
    )
    return Unit.objects.create(
        code="abe",
        name_sv="Skolan för samhällsbyggnad",
        name_en="School of the Built Environment",
        kind=UnitKind.SCHOOL,
        path="uni/abe/",
        parent=root,
    )


def workbook(**sheets: Cells) -> bytes:
    """Return an XLSX file; dates become date cells."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, datetime(value.year, value.month, value.day))
                    elif value is not None:
                        sheet.write(number, column, value)
    return content.getvalue()


def delimited(rows: Cells, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Return a text file; nothing is quoted."""
    return "\r\n".join(delimiter.join(map(str, row)) for row in rows).encode(encoding)


HEADING = (
    "Dnr",
    "Lärosäte",
    "Land",
    "Typ av avtal",
    "Skola",
    "Fr.o.m.",
    "T.o.m.",
    "Uppsägningstid (mån)",
    "Anm.",
)


def agreement_row(number: str = "V-2024-1", **changed: Any) -> list[Any]:
    """Return a valid row under HEADING."""
    values = {
        "number": number,
        "partner": "Uppsala universitet",
        "country": "Sverige",
        "kind": "Ramavtal",
        "unit": "ABE",
        "starts": "1 juli 2024",
        "ends": "30/6 2027",
        "notice": "6 mån",
        "note": "",
    }
    return list((values | changed).values())


Listed = Callable[..., bytes]


def agreements_list(*rows: Sequence[Any], title: str = "") -> bytes:
    """Return a typical office's list of agreements."""
    above = [[title], []] if title else []
    return workbook(Avtal=[*above, HEADING, *rows])

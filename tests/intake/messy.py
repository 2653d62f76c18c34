"""Generate messy lists of agreements: the same content as different offices would write it.

A seed decides everything: the container, the headings, how each value is written, and what lies between the rows.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter
from tests.lists import ORGANISATIONS
from tests.tables.opendocument import ods, shows
from tests.tables.opendocument import row as ods_row

Row = list[Any]

_COUNTRIES = {
    "SE": ("Sverige", "Sweden", "SE", "SVERIGE", " Sverige ", "Sverige (SE)"),
    "UG": ("Uganda", "UG", "UGA"),
    "DK": ("Danmark", "Denmark", "dk", "Danmark / Denmark"),
    "AT": ("Österrike", "Austria", "AT", "Österreich"),
    "CN": ("Kina", "China", "P.R. China", "Folkrepubliken Kina", "People’s Republic of China"),
    "FI": ("Finland", "Suomi", "FI"),
}
_KINDS = {
    "memorandum": (
        "MoU", "M.o.U.", "Memorandum of Understanding", "Ramavtal", "Samförståndsavtal", "avsiktsförklaring",
        "Letter of Intent", "LOI", "Ramavtal (MoU)", "MoU / Ramavtal", "Framework agreement",
    ),
    "exchange": (
        "Utbytesavtal", "Studentutbyte", "Student exchange", "utbyte", "Erasmus+", "Bilateralt avtal",
        "Student Exchange Agreement", "bilateralt utbytesavtal",
    ),
    "erasmus_inter_institutional": ("Erasmus IIA", "Inter-institutional agreement", "IIA", "Erasmus+ IIA"),
    "double_degree": ("Double degree", "DD", "Dubbel examen", "Dubbelexamen", "Dual Degree", "DD-avtal"),
    "joint_degree": ("Joint degree", "Gemensam examen"),
    "cotutelle": ("Cotutelle", "Co-tutelle", "Cotutelle-avtal", "Gemensam handledning", "Joint supervision"),
    "research": ("Forskning", "Forskningssamarbete", "Research collaboration", "FORSKNINGSAVTAL"),
}  # fmt: skip
_HEADINGS = {
    "number": ("Dnr", "Diarienummer", "Diarie-\nnummer", "Register number", "Reg. no", "DNR ", "Ärendenr"),
    "partner": (
        "Lärosäte",
        "Partner",
        "Partner university",
        "Lärosäte / University",
        "Motpart",
        "Partneruniversitet ",
    ),
    "country": ("Land", "Country", "Land/Country", "Land *"),
    "kind": ("Typ av avtal", "Avtalstyp", "Type of agreement", "Typ av\navtal", "Kind"),
    "unit": ("Skola", "School", "Ansvarig skola", "Institution"),
    "starts": ("Fr.o.m.", "Gäller från", "Startdatum", "Valid from", "Start date (yyyy-mm-dd)", "Från"),
    "ends": ("T.o.m.", "Gäller t o m", "Slut-\ndatum", "Valid until", "End date", "Utgår"),
    "notice": ("Uppsägningstid (mån)", "Uppsägnings-\ntid", "Notice period", "Notice (months)"),
    "note": ("Anm.", "Kommentar", "Remarks", "Övrigt"),
}
_MONTHS_SV = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_OPEN = (
    "tills vidare",
    "Tillsvidare",
    "löpande",
    "until further notice",
    "ongoing",
    "Until terminated",
    "tills vidare.",
)
_BAD_ENDS = (
    ("03/04/27", "date_ambiguous"),
    ("01.07.24", "date_ambiguous"),
    ("2027-13-01", "date_impossible"),
    ("31/2 2027", "date_impossible"),
    ("juni-ish", "date_unreadable"),
    ("5 år", "date_is_length"),
    ("ca 2030", "date_unreadable"),
)


@dataclass
class True_:
    """The actual content of a row. `refused` are (field, code)."""

    number: str
    ror: str
    kind: str
    starts_on: str
    ends_on: str | None = None
    open_ended: bool = False
    notice_months: int | None = None
    notice_days: int | None = None
    refused: tuple[str, str] | None = None
    awaited: bool = False


@dataclass
class Messy:
    """A file, and by (sheet, row number) what each row is: its content, or why it is skipped."""

    content: bytes
    entries: dict[tuple[str, int], True_] = field(default_factory=dict)
    skipped: dict[tuple[str, int], str] = field(default_factory=dict)
    container: str = ""


def messy(seed: int) -> Messy:
    """Return the file of a seed."""
    dice = random.Random(seed)
    container, write = _CONTAINERS[seed % len(_CONTAINERS)]
    typed = container in ("xlsx", "ods")
    found = Messy(b"", container=container)
    sheets: dict[str, list[Row]] = {}
    names = dice.sample(["Avtal 2026", "Övriga", "Asia & Africa"], dice.randint(1, 3)) if typed else [""]
    for number, name in enumerate(names):
        sheets[name] = _sheet(dice, name, found, first=1000 * (number + 1), dates=container == "xlsx")
    if typed and dice.random() < 0.5:
        sheets["Läs mig"] = [["Fyll i listan en gång per termin."], [], ["Frågor: kansliet"]]
    found.content = write(sheets)
    return found


def _sheet(dice: random.Random, name: str, found: Messy, *, first: int, dates: bool) -> list[Row]:
    rows: list[Row] = []
    if dice.random() < 0.7:
        rows += [["Internationella avtal – arbetslista"], *([] for _ in range(dice.randint(0, 3)))]
    order = list(_HEADINGS)
    if dice.random() < 0.5:
        dice.shuffle(order)
    heading = [dice.choice(_HEADINGS[name]) for name in order]
    if "Skola" not in heading and "School" not in heading:
        heading[order.index("unit")] = "Ansvarig skola"
    rows.append(heading)
    if dice.random() < 0.2:
        _between(dice, rows, found, name, "note", _told_under(order))
    for count in range(dice.randint(8, 16)):
        if dice.random() < 0.3:
            _interruption(dice, rows, found, name, order, heading)
        true, cells = _entry(dice, f"V-2024-{first + count}", dates)
        rows.append([cells[column] for column in order])
        found.entries[name, len(rows)] = true
    return rows


def _told_under(order: Sequence[str]) -> Row:
    told = {"starts": "(åååå-mm-dd)", "ends": "(åååå-mm-dd)", "notice": "(mån)"}
    return [told.get(column, "") for column in order]


def _interruption(
    dice: random.Random, rows: list[Row], found: Messy, name: str, order: list[str], heading: Row
) -> None:
    partner = order.index("partner")
    blank: Row = [""] * len(order)
    what = dice.choice(("empty", "subtotal", "heading", "note", "region"))
    if what == "empty":
        rows.append(list(blank))
    elif what == "subtotal":
        row = list(blank)
        row[partner] = dice.choice(("Summa", "Delsumma", "Totalt", "Summa Asien", "TOTAL:"))
        row[order.index("notice")] = dice.choice((12, "12"))
        _between(dice, rows, found, name, "subtotal", row)
    elif what == "heading":
        _between(dice, rows, found, name, "header_again", [text.upper() for text in heading])
    elif what == "note":
        text = dice.choice(
            ("OBS! listan nedan gås igenom med skolorna under våren", "Se även pärmen i arkivet:")
        )
        _between(dice, rows, found, name, "note", [text])
    else:
        row = list(blank)
        row[partner] = dice.choice(("Asien", "Latin America", "Finland", "NORDEN"))
        _between(dice, rows, found, name, "note", row)


def _between(dice: random.Random, rows: list[Row], found: Messy, name: str, why: str, row: Row) -> None:
    rows.append(row)
    found.skipped[name, len(rows)] = why


def _entry(dice: random.Random, number: str, dates: bool) -> tuple[True_, dict[str, Any]]:
    ror, english, other, country, _city = dice.choice(ORGANISATIONS)
    kind = dice.choice(list(_KINDS))
    starts = date(2012, 1, 1) + timedelta(days=dice.randint(0, 4000))
    true = True_(number, ror, kind, starts.isoformat())
    cells: dict[str, Any] = {
        "number": dice.choice((number, f" {number} ")),
        "partner": _name(dice, dice.choice([name for name in (english, other) if name])),
        "country": dice.choice(_COUNTRIES[country]),
        "kind": dice.choice(_KINDS[kind]),
        "unit": dice.choice(("ABE", "abe", "KTH-gemensamt", "")),
        "starts": _written(dice, starts, dates),
        "note": "",
    }
    cells["ends"] = _ends(dice, true, starts, dates)
    true.notice_months, true.notice_days = dice.choice(
        ((None, None), (3, None), (6, None), (12, None), (None, 90), (None, 42))
    )
    cells["notice"] = _notice(dice, true.notice_months, true.notice_days)
    if dice.random() < 0.2:
        true.awaited = True
        cells["note"] = dice.choice(("väntar på underskrift", "Ej undertecknat ännu", "awaiting signature"))
    return true, cells


def _name(dice: random.Random, name: str) -> str:
    return dice.choice((name, name, name.upper(), name.lower(), f"  {name}\u00a0"))


def _ends(dice: random.Random, true: True_, starts: date, dates: bool) -> Any:
    roll = dice.random()
    if roll < 0.2:
        true.open_ended = True
        return dice.choice(_OPEN)
    if roll < 0.35:
        text, code = dice.choice(_BAD_ENDS)
        true.refused = "ends_on", code
        return text
    if roll < 0.4:
        true.refused = "ends_on", "ends_before_start"
        return (starts - timedelta(days=40)).isoformat()
    ends = starts + timedelta(days=dice.randint(400, 4000))
    if roll < 0.55:
        return _vague(dice, true, ends.year + 1)
    true.ends_on = ends.isoformat()
    return _written(dice, ends, dates)


def _vague(dice: random.Random, true: True_, year: int) -> str:
    """Return an imprecise end, and set the last day it may mean."""
    text, last = dice.choice(
        (
            (f"maj {year}", f"{year}-05-31"),
            (f"HT{year % 100:02}", f"{year}-12-31"),
            (f"VT {year}", f"{year}-06-30"),
            (f"läsåret {year - 1}/{year % 100:02}", f"{year}-06-30"),
            (str(year), f"{year}-12-31"),
            (f"t.o.m. {year}-06-30", f"{year}-06-30"),
            (f"till och med 30 juni {year}", f"{year}-06-30"),
            (f"until 31 December {year}", f"{year}-12-31"),
        )
    )
    true.ends_on = last
    return text


def _written(dice: random.Random, day: date, dates: bool) -> Any:
    d, m, y = day.day, day.month, day.year
    serial = (day - date(1899, 12, 30)).days
    forms: list[Any] = [
        day.isoformat(), f"{y}{m:02}{d:02}", f"{d} {_MONTHS_SV[m - 1]} {y}", f"{d} {_MONTHS_SV[m - 1][:3]} {y}",
        f"{d} {_MONTHS_EN[m - 1]} {y}", f"{_MONTHS_EN[m - 1]} {d}, {y}", f"{d}/{m} {y}", f"{d}/{m}-{y % 100:02}",
        f"{d}.{m}.{y}", f"{d:02}.{m:02}.{y}", f"{y}.{m:02}.{d:02}", f"{y}/{m:02}/{d:02}", f"{y}–{m:02}–{d:02}",
        str(serial), f"{day.isoformat()} 00:00:00", f"den {d}:e {_MONTHS_SV[m - 1]} {y}",
    ]  # fmt: skip
    if d > 12:
        forms += [f"{d}/{m}/{y}", f"{m}/{d}/{y}"]
    if dates:
        forms += [day, datetime(y, m, d, 12, 30), float(serial)]
    return dice.choice(forms)


def _notice(dice: random.Random, months: int | None, days: int | None) -> Any:
    if days is not None:
        weeks = (
            (f"{days // 7} veckor", f"{days // 7} weeks")
            if days % 7 == 0
            else ("nittio dagar", "ninety days")
        )
        return dice.choice(
            (f"{days} dagar", f"{days} days", f"{days} kalenderdagar", f"{days} days' notice", *weeks)
        )
    if months is None:
        return dice.choice(("", "-"))
    words = {3: "tre", 6: "six", 12: "tolv"}
    return dice.choice(
        (str(months), float(months), f"{months} mån", f"{months} månader", f"{months} months",
         f"{words[months]} months", f"{months} ({words[months]}) månader", f"{months} mån.")
    )  # fmt: skip


def _xlsx(sheets: dict[str, list[Row]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        as_day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                if number % 7 == 6:
                    sheet.set_row(number, options={"hidden": True})
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, as_day)
                    elif value != "":
                        sheet.write(number, column, value)
    return content.getvalue()


def _ods(sheets: dict[str, list[Row]]) -> bytes:
    return ods(
        {name: [ods_row(*(shows(str(v)) for v in row)) for row in rows] for name, rows in sheets.items()}
    )


def _text(delimiter: str, encoding: str) -> Callable[[dict[str, list[Row]]], bytes]:
    def write(sheets: dict[str, list[Row]]) -> bytes:
        (rows,) = sheets.values()
        width = max(map(len, rows))
        lines = [[*map(str, row), *[""] * (width - len(row))] for row in rows]
        text = "\r\n".join(delimiter.join(_quoted(cell, delimiter) for cell in line) for line in lines)
        return text.encode(encoding, "replace")

    return write


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell}"' if delimiter in cell or "\n" in cell else cell


_CONTAINERS: tuple[tuple[str, Callable[[dict[str, list[Row]]], bytes]], ...] = (
    ("xlsx", _xlsx),
    ("ods", _ods),
    ("utf-8 ;", _text(";", "utf-8-sig")),
    ("utf-8 ,", _text(",", "utf-8")),
    ("utf-16 tab", _text("\t", "utf-16")),
    ("utf-16-le ;", _text(";", "utf-16-le")),
    ("utf-16-be tab", _text("\t", "utf-16-be")),
    ("xlsx", _xlsx),
)

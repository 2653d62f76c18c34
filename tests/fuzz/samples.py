"""The intact files that mutations start from: small, made up, with one of everything a reader looks for."""

import io
import json
from datetime import datetime, time, timedelta

import xlsxwriter
from tests.matching.conftest import REGISTRY
from tests.tables.opendocument import covered, failed, merged, ods, row, shows


def xlsx() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        sheet = workbook.add_worksheet("Avtal & annat")
        clock = workbook.add_format({"num_format": "hh:mm"})
        long = workbook.add_format({"num_format": "[h]:mm"})
        for column, text in enumerate(("Partner", "Land", "Start", "Slut", "Uppsägningstid", "Platser ut")):
            sheet.write(0, column, text)
        sheet.write_row(1, 0, ["Norrviks universitet", "Sverige"])
        sheet.write_datetime(1, 2, datetime(2024, 7, 1))
        sheet.write_datetime(1, 3, time(13, 30), clock)
        sheet.write_number(1, 4, 6)
        sheet.write_datetime(2, 3, timedelta(hours=30), long)
        sheet.merge_range(2, 1, 4, 1, "Kenya")
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 3, "=A9", None, "")
        sheet.write_rich_string(4, 0, "Ås ", workbook.add_format({"bold": True}), "högskola")
        sheet.write_boolean(4, 2, True)
        workbook.add_worksheet("Dolt").hide()
    return content.getvalue()


def opendocument() -> bytes:
    number = '<table:table-cell office:value-type="float" office:value="12"/>'
    day = '<table:table-cell office:value-type="date" office:date-value="2024-07-01"/>'
    clock = '<table:table-cell office:value-type="time" office:time-value="PT13H30M00S"/>'
    return ods(
        {
            "Avtal & annat": [
                row(shows("Partner"), shows("Land", repeated=2), shows("Start"), shows("Slut")),
                row(merged("Kenya", rows=2), number, day, clock),
                row(covered(), failed("#REF!"), shows("tills vidare")),
                row(times=1_000),
            ],
            "Tomt": [],
        }
    )


DELIMITED = tuple(
    text.encode(encoding)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252")
    for text in (
        'Partner;Land;Start;Slut\nNorrviks universitet;Sverige;2024-07-01;"tills\nvidare"\n;;#REF!;\n',
        'Partner,Country\n"Ås, högskola",\'=1+1\n',
        "sep=;\nPartner\tLand\nÅbo\tFinland\n",
    )
)
DUMP = json.loads(json.dumps(REGISTRY))
DATES = (
    "2024", "24", "07", "7", "01", "1", "31", "32", "20240701", "45000", "juli", "maj", "mars", "july", "HT25", "vt",
    "läsåret", "2024/25", "2011/12", "tills vidare", "t.o.m.", "fr.o.m.", "till", "until", "from", "–", "--", "...",
    "år", "5 år", "månader", "den", "1:a", "st", "'98", "’24", "mån", "måndagen", "T00:00:00Z", "12:30", "٢٠٢٤",
    "9999-12-31",
)  # fmt: skip
LENGTHS = (
    "3", "12", "90", "0", "1/2", "1,5", "9999", "mån", "månader", "months", "år", "years", "dagar", "days", "veckor",
    "weeks", "v.", "(30)", "thirty", "tre", "en", "ett halvår", "uppsägningstid", "before expiry", "arbetsdagar",
    "automatisk", "förlängs med", "i taget", "årsvis", "nej", "högst", "1+1", "3-6", "-årsperioder", ".", "tv", "ingen",
)  # fmt: skip
CODES = (
    "https://ror.org/", "ror.org/", "048a87296", "0", "S", "S  STOCKHO", "STOCKHO04", "urn:schac:", "kth.se", ".", "-",
    "a-", "999999999", "SE", "http://", "www.", "/", "/a b", "İ", "ß", "ﬁ", "٣", "²", "x" * 63,
)  # fmt: skip

"""The UK's sanctions list (FCDO: XML or CSV) and OFSI's consolidated list (CSV), which have one row per name."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from vidsyn.matching.lists.formats.reading import countries, csv_rows, first_of, split, text_of, whole
from vidsyn.matching.lists.formats.sanctions_xml import elements, texts
from vidsyn.matching.lists.listing import Listing, distinct, listing_kind

_PARTS = ("name_1", "name_2", "name_3", "name_4", "name_5", "name_6")  # name 6 is the last, or the whole

_PAPERS = ("PassportNumber", "NationalIdentifierNumber", "BusinessRegistrationNumber", "IMONumber")
_PAPER_COLUMNS = (
    "passport_number", "national_identifier_number", "national_identification_number",
    "business_registration_number_s", "imo_number",
)  # fmt: skip


def uk_list(stream: IO[bytes]) -> Iterator[Listing]:
    content = whole(stream)
    if content.lstrip()[:1] == b"<" or content[:4].endswith(b"<"):
        yield from _from_xml(io.BytesIO(content))
    else:
        yield from _from_csv(text_of(io.BytesIO(content)))


def _from_xml(stream: IO[bytes]) -> Iterator[Listing]:
    for party in elements(stream, "Designation"):
        names = [
            " ".join(part for part in texts(name, *(f"Name{n}" for n in range(1, 7))) if part)
            for name in party.iter("Name")
        ]
        native = [text for name in party.iter("NonLatinName") for text in texts(name, "NameNonLatinScript")]
        key, schema = (
            next(iter(texts(party, "UniqueID")), ""),
            next(iter(texts(party, "IndividualEntityShip")), ""),
        )
        found = distinct(*names, *native)
        if found and key:
            yield Listing(
                key=key,
                kind=listing_kind(schema),
                names=found,
                schema=schema,
                births=distinct(*(birth.text for birth in party.iter("DOB"))),
                countries=countries(
                    *(place.text for tag in ("Nationality", "AddressCountry") for place in party.iter(tag))
                ),
                programs=distinct(*texts(party, "RegimeName")),
                identifiers=distinct(*(paper.text for tag in _PAPERS for paper in party.iter(tag))),
                row={child.tag: child.text for child in party if child.text and child.text.strip()},
            )


def _from_csv(text: str) -> Iterator[Listing]:
    parties: dict[str, list[dict[str, str]]] = {}
    for row in csv_rows(text, {"unique_id", "group_id"}):
        key = first_of(row, "unique_id", "group_id")
        if key:
            parties.setdefault(key, []).append(row)
    for key, rows in parties.items():
        schema = first_of(rows[0], "designation_type", "group_type", "individual_entity_ship")
        names = (" ".join(part for part in (row.get(name) for name in _PARTS) if part) for row in rows)
        native = (row.get("name_non_latin_script") for row in rows)
        found = distinct(*names, *native)
        if found:
            yield Listing(
                key=key,
                kind=listing_kind(schema),
                names=found,
                schema=schema,
                births=distinct(*(part for row in rows for part in split(first_of(row, "d_o_b", "dob")))),
                countries=countries(
                    *(
                        first_of(row, "nationality_ies", "nationality", "address_country", "country")
                        for row in rows
                    )
                ),
                programs=distinct(*(first_of(row, "regime_name", "regime") for row in rows)),
                identifiers=distinct(
                    *(part for row in rows for name in _PAPER_COLUMNS for part in split(row.get(name)))
                ),
                row=rows[0],
            )

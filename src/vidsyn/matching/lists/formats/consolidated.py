"""The US Consolidated Screening List (trade.gov), as JSON or as CSV."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from gettext import gettext as _
from typing import IO, Any

from vidsyn.matching.lists.formats.generic import many
from vidsyn.matching.lists.formats.reading import Unreadable, countries, csv_rows, split, text_of
from vidsyn.matching.lists.listing import Listing, distinct, listing_kind

_NUMBER = re.compile(r"\d{3}")  # an entry reads “Passport, A1234567, IR”


def us_csl(stream: IO[bytes]) -> Iterator[Listing]:
    text = text_of(stream)
    if text.lstrip()[:1] in ("{", "["):
        yield from _from_json(text)
    else:
        yield from _from_csv(text)


def _from_json(text: str) -> Iterator[Listing]:
    try:
        content = json.load(io.StringIO(text))
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("not JSON: %(fault)s") % {"fault": error}) from error
    rows = content.get("results") if isinstance(content, dict) else content
    if not isinstance(rows, list):
        raise Unreadable(_("no list of results"))
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise Unreadable(_("result %(number)s is not an object") % {"number": number})
        addresses = [place for place in row.get("addresses") or () if isinstance(place, dict)]
        papers = [paper for paper in row.get("ids") or () if isinstance(paper, dict)]
        yield from _listing(
            row,
            key=str(row.get("id") or row.get("entity_number") or f"result-{number}"),
            names=[
                str(row.get("name") or ""),
                *(name for text in many(row, "alt_names") for name in split(text)),
            ],
            places=[str(place.get("country") or "") for place in addresses]
            + [str(row.get("country") or ""), *many(row, "nationalities"), *many(row, "citizenships")],
            births=many(row, "dates_of_birth"),
            programs=[*many(row, "programs"), str(row.get("source") or "")],
            identifiers=[str(paper.get("number") or "") for paper in papers],
        )


def _from_csv(text: str) -> Iterator[Listing]:
    for number, row in enumerate(csv_rows(text, {"name", "alt_names"}), start=1):
        ends = [place.rsplit(",", 1)[-1] for place in split(row.get("addresses"))]
        yield from _listing(
            row,
            key=row.get("id") or row.get("entity_number") or f"row-{number}",
            names=[row.get("name", ""), *split(row.get("alt_names"))],
            places=ends + split(row.get("nationalities")) + split(row.get("citizenships")),
            births=split(row.get("dates_of_birth")),
            programs=[*split(row.get("programs")), row.get("source", "")],
            identifiers=[
                part for paper in split(row.get("ids")) for part in paper.split(", ") if _NUMBER.search(part)
            ],
        )


def _listing(
    row: Mapping[str, Any],
    *,
    key: str,
    names: list[str],
    places: list[str],
    births: list[str],
    programs: list[str],
    identifiers: list[str],
) -> Iterator[Listing]:
    found = distinct(*names)
    if found:
        schema = str(row.get("type") or "Entity")
        yield Listing(
            key=key,
            kind=listing_kind(schema),
            names=found,
            schema=schema,
            births=distinct(*births),
            countries=countries(*places),
            programs=distinct(*programs),
            identifiers=distinct(*identifiers),
            row=dict(row),
        )

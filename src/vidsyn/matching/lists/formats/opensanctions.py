"""OpenSanctions' formats: `targets.simple.csv` and FollowTheMoney entities as JSON lines.

Sources: https://www.opensanctions.org/docs/bulk/csv/ and https://followthemoney.tech/explorer/.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from typing import IO, Any

from vidsyn.matching.lists.formats.generic import json_lines
from vidsyn.matching.lists.formats.reading import Unreadable, countries, csv_rows, split, text_of
from vidsyn.matching.lists.listing import Listing, distinct, listing_kind

_PARTIES = frozenset(
    {"Person", "Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane", "Asset", "Thing",
     "CryptoWallet", "Security"}
)  # fmt: skip


def targets_simple(stream: IO[bytes]) -> Iterator[Listing]:
    for row in csv_rows(text_of(stream), {"name"}):
        names = distinct(row.get("name"), *split(row.get("aliases")))
        if names and row.get("id"):
            yield Listing(
                key=row["id"],
                kind=listing_kind(row.get("schema", "")),
                names=names,
                schema=row.get("schema", ""),
                births=distinct(*split(row.get("birth_date"))),
                countries=countries(*split(row.get("countries"))),
                programs=distinct(
                    *split(row.get("program_ids")), *split(row.get("sanctions")), row.get("dataset")
                ),
                identifiers=distinct(*split(row.get("identifiers"))),
                row=row,
            )


def ftm(stream: IO[bytes]) -> Iterator[Listing]:
    for number, entity in json_lines(stream):
        schema, properties = entity.get("schema"), entity.get("properties")
        if not isinstance(schema, str) or not isinstance(properties, dict) or not entity.get("id"):
            raise Unreadable(_("line %(number)s is no FollowTheMoney entity") % {"number": number})
        # The files also contain relatives and owners of the listed, who are not listed themselves.
        if schema in _PARTIES and entity.get("target") is not False and (names := _names(properties)):
            yield _party(entity, schema, properties, names)


def _names(properties: dict[str, Any]) -> tuple[str, ...]:
    wanted = ("name", "alias", "previousName", "weakAlias", "abbreviation")
    return distinct(*(str(name) for field in wanted for name in properties.get(field, ())))


def _party(
    entity: dict[str, Any], schema: str, properties: dict[str, Any], names: tuple[str, ...]
) -> Listing:
    def values(*fields: str) -> list[str]:
        return [str(value) for field in fields for value in properties.get(field, ())]

    return Listing(
        key=str(entity["id"]),
        kind=listing_kind(schema),
        names=names,
        schema=schema,
        births=distinct(*values("birthDate")),
        countries=countries(
            *values("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")
        ),
        programs=distinct(
            *values("programId", "program"), *(str(name) for name in entity.get("datasets") or ())
        ),
        identifiers=distinct(
            *values(
                "idNumber",
                "passportNumber",
                "registrationNumber",
                "taxNumber",
                "leiCode",
                "innCode",
                "ogrnCode",
                "imoNumber",
                "uniqueEntityId",
            )
        ),
        row=entity,
    )

"""The EU's consolidated financial sanctions (FSF, XML 1.1) and the UN Security Council's consolidated list (XML)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from vidsyn.matching.lists.formats.reading import Unreadable, countries, split
from vidsyn.matching.lists.listing import Listing, ListingKind, distinct, listing_kind

_PIECE = 1 << 16


def elements(stream: IO[bytes], *tags: str) -> Iterator[Element]:
    """Yield each finished element with one of the names, namespaces removed; its content is freed afterwards."""
    try:
        for element in _finished(stream):
            element.tag = element.tag.rpartition("}")[2]
            if element.tag in tags:
                yield element
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise Unreadable(f"XML: {error}") from error


def _finished(stream: IO[bytes]) -> Iterator[Element]:
    """Yield every element once it is closed. Chunks grow while a tag stays open, so that it is not re-read each
    time.
    """
    parser, size = XMLPullParser(("end",), _parser=DefusedXMLParser()), _PIECE
    while piece := stream.read(size):
        parser.feed(piece)
        size *= 2
        for _event, element in _events(parser):
            yield element
            size = _PIECE
    parser.close()
    yield from (element for _event, element in _events(parser))


def _events(parser: Any) -> Iterator[tuple[str, Element]]:
    """Return the parser's new events, all of which are ends of elements."""
    yield from parser.read_events()


def texts(element: Element, *paths: str) -> list[str]:
    """Return the texts at the paths, in order."""
    return [(found.text or "").strip() for path in paths for found in element.findall(path)]


def eu_fsf_xml(stream: IO[bytes]) -> Iterator[Listing]:
    for entity in elements(stream, "sanctionEntity"):
        subject = entity.find("subjectType")
        code = (subject.get("code") or subject.get("classificationCode") or "") if subject is not None else ""
        names = distinct(*(_whole_name(alias) for alias in entity.iter("nameAlias")))
        key = entity.get("euReferenceNumber") or entity.get("logicalId")
        if names and key:
            yield Listing(
                key=key,
                kind=listing_kind(code),
                names=names,
                schema=code,
                births=distinct(
                    *(birth.get("birthdate") or birth.get("year") for birth in entity.iter("birthdate"))
                ),
                countries=countries(*_fsf_countries(entity)),
                programs=distinct(*(rule.get("programme") for rule in entity.findall("regulation"))),
                identifiers=distinct(
                    *(
                        paper.get(said)
                        for paper in entity.iter("identification")
                        for said in ("number", "latinNumber")
                    )
                ),
                row=dict(entity.attrib)
                | {"regulations": [dict(rule.attrib) for rule in entity.findall("regulation")]},
            )


def _whole_name(alias: Element) -> str:
    parts = (alias.get("firstName"), alias.get("middleName"), alias.get("lastName"))
    return alias.get("wholeName") or " ".join(part for part in parts if part)


def _fsf_countries(entity: Element) -> list[str | None]:
    unknown = {"00", ""}
    codes = [place.get("countryIso2Code") for tag in ("citizenship", "address") for place in entity.iter(tag)]
    return [code for code in codes if code not in unknown]


_BIRTHS = ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")


def un_xml(stream: IO[bytes]) -> Iterator[Listing]:
    for party in elements(stream, "INDIVIDUAL", "ENTITY"):
        person = party.tag == "INDIVIDUAL"
        parts = texts(party, "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        aliases = [name for text in texts(party, f"{party.tag}_ALIAS/ALIAS_NAME") for name in split(text)]
        names = distinct(" ".join(parts), *aliases, *texts(party, "NAME_ORIGINAL_SCRIPT"))
        key = next(iter(texts(party, "REFERENCE_NUMBER", "DATAID")), "")
        if names and key:
            births = texts(party, *(f"{party.tag}_DATE_OF_BIRTH/{said}" for said in _BIRTHS))
            yield Listing(
                key=key,
                kind=ListingKind.PERSON if person else ListingKind.ORGANISATION,
                names=names,
                schema=party.tag.title(),
                births=distinct(*births),
                countries=countries(*texts(party, "NATIONALITY/VALUE", f"{party.tag}_ADDRESS/COUNTRY")),
                programs=distinct(*texts(party, "UN_LIST_TYPE")),
                identifiers=distinct(*texts(party, f"{party.tag}_DOCUMENT/NUMBER")),
                row={child.tag: child.text for child in party if child.text and child.text.strip()},
            )

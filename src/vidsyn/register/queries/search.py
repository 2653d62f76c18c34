"""One search over partners, collaborations, agreements and networks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from vidsyn.agreements.queries import agreements_found
from vidsyn.collaborations.queries import collaborations_found
from vidsyn.partners.logic.names import fold
from vidsyn.partners.queries import network_search, partner_search
from vidsyn.people.actors import Actor
from vidsyn.wording.countries import country_name
from vidsyn.wording.labels import label

PER_KIND = 20


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something found: its kind as `Record.KIND` says it, its reference, what it is called, what tells it apart."""

    kind: str
    reference: str
    title: str
    detail: str


def search_everything(viewer: Actor, text: str, *, limit: int = PER_KIND) -> list[SearchHit]:
    """Everything that holds every word of `text` and that the viewer may see, at most `limit` of each kind.

    A constant number of statements.
    """
    if not fold(text):
        return []
    return [
        *_partners(viewer, text, limit),
        *_collaborations(viewer, text, limit),
        *_agreements(viewer, text, limit),
        *_networks(viewer, text, limit),
    ]


def _partners(viewer: Actor, text: str, limit: int) -> Iterator[SearchHit]:
    for hit in partner_search(viewer, text, limit):
        place = _together(hit.found_by, hit.partner.city, _country(hit.partner.country))
        yield SearchHit("partner", hit.partner.reference, hit.partner.name, place)


def _collaborations(viewer: Actor, text: str, limit: int) -> Iterator[SearchHit]:
    language = get_language() or "sv"
    for row in collaborations_found(viewer, text, limit):
        partners = ", ".join(p.words.spoken(language) if p.words else p.written for p in row.partners)
        yield SearchHit("collaboration", row.reference, row.title.spoken(language), _together(partners))


def _agreements(viewer: Actor, text: str, limit: int) -> Iterator[SearchHit]:
    language = get_language() or "sv"
    for row in agreements_found(viewer, text, limit):
        parties = ", ".join(p.words.spoken(language) if p.words else p.name for p in row.parties)
        status = label(row.status) if row.status else ""
        detail = _together(parties, row.kind_words.spoken(language), status)
        title = row.title.spoken(language) or row.kind_words.spoken(language)
        yield SearchHit("agreement", row.reference, title, detail)


def _networks(viewer: Actor, text: str, limit: int) -> Iterator[SearchHit]:
    for network in network_search(viewer, text, limit):
        yield SearchHit("network", network.reference, network.name, network.acronym)


def _country(code: str) -> str:
    return country_name(code, get_language() or "sv") if code else ""


def _together(*parts: str) -> str:
    return " · ".join(part for part in parts if part)

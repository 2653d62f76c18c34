"""Choices offered by forms about agreements."""

from __future__ import annotations

from datetime import date

from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement, AgreementDocument, DecisionRound
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.agreements.queries.finders import document_named
from vidsyn.kernel.bilingual import Words
from vidsyn.partners.logic.names import typed_words
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.storage import files


def may_request(viewer: Actor) -> bool:
    """Check whether the viewer may request an agreement for any unit at all."""
    return viewer.may_write and viewer.holds(*rights.REGISTERING_ROLES)


def rounds_ahead(viewer: Actor, on: date) -> list[tuple[str, Words, date]]:
    """Return decision rounds still open on the day: id, name, closing date."""
    rows = DecisionRound.objects.filter(rights.readable(viewer), closes_on__gte=on, removed_at=None)
    return [(str(row.pk), Words(row.name_sv, row.name_en), row.closes_on) for row in rows]


def frameworks(viewer: Actor, text: str, *, limit: int = 8) -> list[Agreement]:
    """Find framework agreements by any of their words, while typing."""
    keys = [key for key, kind in agreement_kinds().items() if kind.framework]
    rows = Agreement.objects.filter(access.visible_to(viewer), kind__in=keys)
    for word in typed_words(text):
        rows = rows.filter(search__contains=word)
    return list(rows.order_by("-id")[:limit])


def document_content(viewer: Actor, name: str) -> tuple[AgreementDocument, bytes]:
    """Return a version of a document with its content, for those who see inside the agreement."""
    document = document_named(viewer, name)
    return document, files.content_of(document.digest)

"""Choices offered by forms."""

from __future__ import annotations

from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.logic.subjects import Subject
from vidsyn.partners.logic.names import fold, typed_words
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit
from vidsyn.people.queries.units import unit_list


def registrable_units(viewer: Actor) -> list[Unit]:
    """Return the units the viewer may register a collaboration for, in tree order. One statement."""
    return [unit for unit in unit_list(viewer) if access.may_register_for(viewer, unit.path)]


def subject_search(text: str, limit: int = 12) -> list[Subject]:
    """Return subjects whose labels in either language contain every word of `text`, or whose code begins with it."""
    words = typed_words(text)
    if not words:
        return []
    found = [
        subject
        for subject in catalogues.subjects().values()
        if not subject.retired and (subject.code.startswith(text.strip()) or _holds(subject, words))
    ]
    return sorted(found, key=lambda subject: (-len(subject.code), subject.code))[:limit]


def _holds(subject: Subject, words: list[str]) -> bool:
    names = (fold(subject.words.sv), fold(subject.words.en))
    return any(all(word in name for word in words) for name in names)

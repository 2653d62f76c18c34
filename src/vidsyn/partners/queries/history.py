"""The history of a partner or network with all its parts, and the names of the room's objects in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Q

from vidsyn.history.models import Record
from vidsyn.history.reading import (
    Insight,
    Line,
    Sight,
    Wanted,
    insight,
    read_history,
    sight,
)
from vidsyn.partners import access
from vidsyn.partners.models import (
    Contact,
    Network,
    NetworkMembership,
    NetworkPhase,
    NetworkRepresentative,
    NetworkReview,
    Partner,
    PartnerNote,
)
from vidsyn.people import access as rights
from vidsyn.people.actors import Actor
from vidsyn.rows.names import Naming, namer

_COLUMNS = frozenset({"extra"})


def partner_history(viewer: Actor, partner: Partner, wanted: Wanted | None = None) -> list[Line]:
    """The history of a partner, its contacts and notes, and of partners merged into it, newest first."""
    ids = {partner.pk}
    while merged := set(Partner.objects.filter(merged_into__in=ids).values_list("pk", flat=True)) - ids:
        ids |= merged
    parts = [Contact.objects.filter(partner__in=ids), PartnerNote.objects.filter(partner__in=ids)]
    subjects = [(Partner.KIND, str(key)) for key in ids]
    return _read(viewer, subjects, parts, wanted)


def network_history(viewer: Actor, network: Network, wanted: Wanted | None = None) -> list[Line]:
    """The history of a network with its members, representatives, phases and reviews, newest first."""
    models = (NetworkMembership, NetworkRepresentative, NetworkPhase, NetworkReview)
    parts = [model._default_manager.filter(Q(network=network)) for model in models]
    return _read(viewer, [(Network.KIND, str(network.pk))], parts, wanted)


def _read(
    viewer: Actor,
    subjects: list[tuple[str, str]],
    parts: Iterable[Iterable[Record]],
    wanted: Wanted | None,
) -> list[Line]:
    whole = [*subjects, *((part.KIND, str(part.pk)) for rows in parts for part in rows)]
    asked = replace(wanted or Wanted(), subject=None, subjects=tuple(whole))
    return read_history(asked, viewer, everything=viewer.is_office)


@insight(Partner)
def partner_insight(viewer: Actor, ids: Sequence[str]) -> Insight:
    """Everybody reads a partner's history, except imported columns that are not open to them."""
    rows = Partner.objects.filter(rights.readable(viewer), pk__in=ids)
    return Insight(
        inside=rows.filter(access.extra_visible_to(viewer)), open=rows, secret=lambda _entry: _COLUMNS
    )


@insight(PartnerNote)
def note_insight(viewer: Actor, ids: Sequence[str]) -> Insight:
    """A note's history is visible to those who see the note."""
    rows = PartnerNote.objects.filter(pk__in=ids)
    return Insight(inside=rows.filter(access.notes_visible_to(viewer)), open=rows.none())


@sight(PartnerNote)
def note_sight(viewer: Actor, note: PartnerNote) -> Sight:
    """Whoever sees a note sees its earlier text."""
    return Sight.ALL if access.may_see_note(viewer, note) else Sight.NOTHING


@namer(Partner)
def partner_names(viewer: Actor, ids: Sequence[str]) -> Naming:
    """Names of partners, including merged ones."""
    rows = Partner.objects.filter(access.visible_to(viewer), pk__in=ids)
    return Naming(rows, "name_sv", "name_en")


@namer(Network)
def network_names(viewer: Actor, ids: Sequence[str]) -> Naming:
    """Names of networks."""
    return Naming(Network.objects.filter(access.visible_to(viewer), pk__in=ids), "name_sv", "name_en")


@namer(Contact)
def contact_names(viewer: Actor, ids: Sequence[str]) -> Naming:
    """Names of contacts; erased ones have none."""
    return Naming(Contact.objects.filter(access.visible_to(viewer), pk__in=ids), "name", "name")

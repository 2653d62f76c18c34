"""Lists of agreements: the status of every agreement on a day, in a few statements however many."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vidsyn import here
from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.queries.filtering import AgreementFilter, counted_in_two, filtered
from vidsyn.agreements.queries.rows import AgreementRow, row_of, rows_of, shown
from vidsyn.partners.logic.names import typed_words
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor
from vidsyn.rows.counts import cached_counts
from vidsyn.rows.search import found_by, narrowed, words_of
from vidsyn.sql.slots import rows_with
from vidsyn.sql.statements import asked, asked_part

PAGE = 50


@dataclass(frozen=True, slots=True)
class AgreementList:
    """One page of a list, the total number, and the day it is for."""

    rows: tuple[AgreementRow, ...]
    total: int
    page: int
    pages: int
    on: date


def agreement_list(
    viewer: Actor,
    wanted: AgreementFilter | None = None,
    *,
    on: date | None = None,
    page: int = 1,
    size: int = PAGE,
) -> AgreementList:
    """The page of agreements as they stood or will stand on a day.

    Four statements, or five when something has happened since its total was last asked for.
    """
    day = on or here.today()
    wanted = wanted or AgreementFilter()
    total = sum(cached_counts(*counted_in_two(viewer, wanted, day)))
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    keys = asked_part(_listed, (page - 1) * size, size, viewer, wanted, day)
    found = tuple(row_of(agreement, day) for agreement in rows_with(_whole_rows, keys))
    return AgreementList(found, total, page, pages, day)


def _listed(viewer: Actor, wanted: AgreementFilter, day: date) -> QuerySet[Any, Any]:
    return filtered(viewer, wanted, day).values_list("pk", flat=True)


def _whole_rows(**keys: uuid.UUID) -> QuerySet[Agreement]:
    return shown(Agreement.objects.filter(pk__in=list(keys.values())))


def agreement_count(viewer: Actor, wanted: AgreementFilter, *, on: date | None = None) -> int:
    """Count a list's agreements. One statement."""
    return agreements_counted(viewer, wanted, on=on).count()


def agreements_counted(viewer: Actor, wanted: AgreementFilter, on: date | None = None) -> QuerySet[Agreement]:
    """Return a list's agreements as a queryset, to be counted in a larger statement."""
    return filtered(viewer, wanted, on or here.today())


def agreements_on(viewer: Actor, day: date) -> tuple[AgreementRow, ...]:
    """Return every agreement that had been requested by a day, as of that day. Two statements."""
    return rows_of(filtered(viewer, AgreementFilter(order="number"), day), day)


def agreements_found(
    viewer: Actor, text: str, limit: int, *, on: date | None = None
) -> tuple[AgreementRow, ...]:
    """Return the first that contain every word of the text. Two statements, three when the text has a word."""
    day = on or here.today()
    rows = found_by(_found, Agreement, typed_words(text), viewer, day, limit)
    return tuple(row_of(agreement, day) for agreement in rows)


def _found(viewer: Actor, day: date, limit: int, **slots: Any) -> QuerySet[Agreement]:
    rows = filtered(viewer, AgreementFilter(text=words_of(slots)), day)
    return shown(narrowed(rows, slots)[:limit])


def agreements_editable(
    viewer: Actor, wanted: AgreementFilter, limit: int, *, on: date | None = None
) -> list[Agreement]:
    """Return the first of a list that the viewer may change, for a bulk operation. One statement."""
    rows = filtered(viewer, replace(wanted, editable=True), on or here.today())
    return list(rows.select_related("unit", "owner")[:limit])


def agreements_editable_named(viewer: Actor, references: Collection[str]) -> list[Agreement]:
    """Return those with these references that the viewer may change. One statement."""
    rows = Agreement.objects.filter(
        access.visible_to(viewer), access.editable(viewer), reference__in=references
    )
    return list(rows.select_related("unit", "owner").order_by("-id"))


def agreements_of_partner(
    viewer: Actor, partner: Partner, *, on: date | None = None
) -> tuple[AgreementRow, ...]:
    """Return all with this partner that the viewer may see, as of a day."""
    day = on or here.today()
    rows = asked(_with_partner, viewer, day, partner=partner.reference)
    return tuple(row_of(agreement, day) for agreement in rows)


def _with_partner(viewer: Actor, day: date, *, partner: str) -> QuerySet[Agreement]:
    return shown(filtered(viewer, AgreementFilter(partner=partner), day)[:500])


def agreements_of_collaboration(
    viewer: Actor, collaboration: uuid.UUID, *, on: date | None = None
) -> tuple[AgreementRow, ...]:
    """Return the visible agreements that this collaboration rests on, as of a day. Two statements."""
    day = on or here.today()
    rows = asked(_under, viewer, collaboration=collaboration)
    return tuple(row_of(agreement, day) for agreement in rows)


def _under(viewer: Actor, *, collaboration: uuid.UUID) -> QuerySet[Agreement]:
    return shown(Agreement.objects.filter(access.visible_to(viewer), collaborations=collaboration))

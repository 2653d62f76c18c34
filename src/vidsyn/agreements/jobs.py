"""Clock job: extend the derived rows of agreements into the future."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vidsyn import here
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.indexing import index_write
from vidsyn.agreements.queries.courses import loaded
from vidsyn.keeping.upkeep import after_upgrade
from vidsyn.later.clock import clock_job

CHUNK = 500


@clock_job("agreements_ahead")
def agreements_ahead(on: date) -> int:
    """Write the coming deadlines of agreements that renew themselves, or that end by a yearly day, once a month.

    Derived rows that an interrupted upgrade left out are written every day. Returns the number of agreements.
    """
    wanted = Q(periods=None, voided_at=None)
    if on.day == 1:
        wanted |= ~Q(renewal_months=None) | ~Q(notice_given_by="")
    return index_rebuild(on, Agreement.objects.filter(wanted).values_list("pk", flat=True))


@after_upgrade
def _rebuilt_after_upgrade() -> None:
    index_rebuild(here.today())


def index_rebuild(on: date, keys: Iterable[UUID] | None = None) -> int:
    """Rebuild the derived rows of all or the given agreements; returns how many. Changes nothing else."""
    if keys is None:
        keys = Agreement.objects.values_list("pk", flat=True)
    count = 0
    for chunk in _chunks(list(keys)):
        with transaction.atomic():
            agreements = loaded(Agreement.objects.filter(pk__in=chunk))
            index_write(agreements, on=on)
        count += len(agreements)
    return count


def _chunks(keys: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]

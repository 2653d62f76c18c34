"""Work of the clock: the derived rows of agreements, written ever further ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db import transaction

from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.indexing import index_write
from vidsyn.agreements.queries.courses import loaded
from vidsyn.later.clock import clock_job

CHUNK = 500


@clock_job("agreements_ahead")
def agreements_ahead(on: date) -> int:
    """Write down the coming deadlines of agreements that renew themselves, once a month; says of how many."""
    if on.day != 1:
        return 0
    return index_rebuild(on, Agreement.objects.exclude(renewal_months=None).values_list("pk", flat=True))


def index_rebuild(on: date, keys: Iterable[UUID] | None = None) -> int:
    """Write the derived rows anew, of all agreements or of those named; says how many. Changes nothing else."""
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

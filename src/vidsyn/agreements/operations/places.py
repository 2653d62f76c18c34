"""Exchange places of an agreement."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements import access
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement, ExchangePlaces
from vidsyn.agreements.operations.stepping import opened, tell
from vidsyn.agreements.vocabulary import Direction, PlaceUnit, StudyLevel
from vidsyn.history import recording
from vidsyn.history.fitting import refuse_unfitting
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.shapes import Between
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit

# Range of the number of places, and of academic years, by the year in which one begins.
COUNT, YEARS = Between(0, 10_000), Between(1950, 2200)
_FIELDS = ("academic_year", "direction", "level", "subject", "unit", "count", "counts", "note")


@operation(records=[AgreementFact.PLACES_ADDED])
def places_add(
    *,
    agreement: Agreement,
    direction: Direction,
    count: Annotated[int, COUNT],
    academic_year: Annotated[int, YEARS] | None = None,
    counts: PlaceUnit = PlaceUnit.STUDENTS,
    level: StudyLevel = StudyLevel.ANY,
    subject: str = "",
    unit: Unit | None = None,
    note: str = "",
    through: Annotated[int, YEARS] | None = None,
    actor: Actor,
) -> Agreement:
    """Add places one way for an academic year (2024 is 2024/25), each year `through` another, or every year."""
    current = opened(agreement, actor)
    years = _years(academic_year, through)
    _check(count)
    rows = [
        ExchangePlaces(
            agreement=current,
            academic_year=year,
            direction=direction,
            level=level,
            subject=subject.strip(),
            unit=unit,
            count=count,
            counts=counts,
            note=note.strip(),
        )
        for year in years
    ]
    refuse_unfitting(*rows)
    ExchangePlaces.objects.bulk_create(rows)
    save(current)
    for row in rows:
        tell(AgreementFact.PLACES_ADDED, current, actor, after=recording.snapshot(row, _FIELDS))
    return current


@operation(records=[AgreementFact.PLACES_UPDATED])
def places_update(
    *,
    places: ExchangePlaces,
    count: Annotated[int, COUNT],
    note: str | None = None,
    expected_version: int | None = None,
    actor: Actor,
) -> ExchangePlaces:
    """Change how many places there are."""
    current = locked(
        places,
        expected_version=expected_version,
        insider=lambda row: access.may_edit(actor, row.agreement),
    )
    agreement = opened(current.agreement, actor)
    _check(count)
    before = recording.snapshot(current, _FIELDS)
    current.count = count
    if note is not None:
        current.note = note.strip()
    old, new = recording.differences(before, recording.snapshot(current, _FIELDS))
    if not new:
        recording.nothing_changed()
        return current
    save(current)
    save(agreement)
    tell(
        AgreementFact.PLACES_UPDATED,
        agreement,
        actor,
        before=old,
        after={
            **new,
            "academic_year": current.academic_year,
            "direction": current.direction,
            **recording.of_part(current),
        },
    )
    return current


@operation(records=[AgreementFact.PLACES_REMOVED])
def places_remove(*, places: ExchangePlaces, reason: str = "", actor: Actor) -> Agreement:
    """Take places out that were entered by mistake."""
    current = locked(places)
    agreement = opened(current.agreement, actor)
    if current.removed_at is not None:
        recording.nothing_changed()
        return agreement
    current.removed_at = timezone.now()
    save(current)
    save(agreement)
    before = recording.snapshot(current, _FIELDS)
    part = recording.of_part(current)
    tell(AgreementFact.PLACES_REMOVED, agreement, actor, before=before, after=part, reason=reason)
    return agreement


def _check(count: int) -> None:
    if not COUNT.least <= count <= COUNT.most:
        raise Refusal("places_out_of_range", field="count")


def _years(first: int | None, last: int | None) -> list[int | None]:
    if first is None:
        return [None]
    years = range(first, (last or first) + 1)
    if not years or years[0] < YEARS.least or years[-1] > YEARS.most or len(years) > 30:
        raise Refusal("academic_year_out_of_range", field="academic_year")
    return list(years)

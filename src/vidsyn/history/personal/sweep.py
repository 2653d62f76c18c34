"""Remove a person's values from every column and location declared to hold personal data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from vidsyn.history.models import HistoryEntry, Record
from vidsyn.history.personal.needles import GONE, Needles
from vidsyn.history.personal.register import ENTRIES, REBUILDS, STORES, Reach
from vidsyn.kernel.rooms import open_rooms

# A record's kind and id; rows that are no record are held separately.
Thing = tuple[str, str]
ASIDE = "aside"
# Columns that name the account a row refers to.
_COPIED = ("name", "email")


def safe_needles(needles: Needles, row: Record) -> Needles:
    """Return the needles that are safe to search for everywhere.

    None where the address belongs to an account that is not erased. No names where somebody else has the same name,
    that is, another row has that name and another address: a text could mean either.
    """
    open_rooms()
    for model, columns in _searched(Reach.SEARCHED, Reach.CLEARED).items():
        if not {"name", "email"} <= set(columns):
            continue
        for other in _candidates(model, ["name", "email"], needles):
            if other.pk == row.pk:
                continue
            if ENTRIES[model, "email"].reach is Reach.CLEARED and needles.found_in(other.email):
                return Needles()
            if needles.taken_from(other.name) == GONE and _is_somebody_else(other, needles):
                needles = needles.without_names()
    return needles


def sweep_rows(needles: Needles, every: Needles) -> dict[Thing, bool]:
    """Remove the values from every searched column, and rebuild what is derived from it.

    `every` are all values of the person, which count in rows with the person's address or account, as those are
    certainly the same person. Returns the rows that held any, each with whether it refers to the account.
    """
    open_rooms()
    found: dict[Thing, bool] = {}
    for model, columns in _searched(Reach.SEARCHED).items():
        if model is HistoryEntry:
            continue
        touched = [
            row for row in _candidates(model, columns, needles) if _swept(row, columns, needles, every)
        ]
        if touched and model in REBUILDS:
            REBUILDS[model]([row.pk for row in touched])
        found |= {_thing(row): _is_hers(row, needles) for row in touched}
    return found


def sweep_stores(needles: Needles) -> None:
    """Remove the values from locations outside the columns."""
    for store in STORES.values():
        if store.forget is not None:
            store.forget(needles)


def history_holding(needles: Needles) -> Iterator[tuple[HistoryEntry, list[str]]]:
    """Yield history rows, locked, with the keys of the values that contain any of these."""
    from vidsyn.history.recording import values_of

    columns = ["before", "after", "reason"]
    for entry in _candidates(HistoryEntry, columns, needles):
        keys = [key for key, value in values_of(entry).items() if needles.found_in(value)]
        if keys:
            yield entry, keys


def _searched(*reaches: Reach) -> dict[type[models.Model], list[str]]:
    found: dict[type[models.Model], list[str]] = defaultdict(list)
    for (model, column), entry in ENTRIES.items():
        if entry.reach in reaches:
            found[model].append(column)
    return found


def _candidates(model: type[models.Model], columns: Sequence[str], needles: Needles) -> Iterator[Any]:
    """Yield rows that may hold any of the values, prefiltered in the database by a fragment of each."""
    rows = model._base_manager.order_by("pk").select_for_update(of=("self",))
    rows = rows.alias(**{f"text_{column}": Cast(column, models.TextField()) for column in columns})
    wanted = Q()
    for column in columns:
        for hint in needles.hints:
            wanted |= Q(**{f"text_{column}__icontains": hint})
    if wanted and needles.account and _points_at_people(model):
        wanted |= Q(person=needles.account)
    # Read before anything is written: a changed row must not come twice.
    yield from list(rows.filter(wanted))


def _swept(row: models.Model, columns: Sequence[str], needles: Needles, every: Needles) -> bool:
    if _is_somebody_else(row, needles):
        return False
    if getattr(row, "email", ""):
        needles = every
    changed = {}
    for column in columns:
        value = getattr(row, column)
        copied = bool(value) and column in _COPIED and _is_hers(row, needles)
        left = GONE if copied else needles.taken_from(value)
        if left != value:
            # An address containing the replacement mark would be invalid.
            changed[column] = "" if isinstance(row._meta.get_field(column), models.EmailField) else left
    if not changed:
        return False
    # Increase the version, so that a form with the old text cannot be saved.
    step: dict[str, Any] = {"version": F("version") + 1} if isinstance(row, Record) else {}
    type(row)._base_manager.filter(pk=row.pk).update(**changed, **step)
    return True


def _thing(row: models.Model) -> Thing:
    return (
        (row.KIND, str(row.pk)) if isinstance(row, Record) else (ASIDE, f"{row._meta.label_lower}:{row.pk}")
    )


def _is_somebody_else(row: Any, needles: Needles) -> bool:
    """Check whether the row has somebody else's address and does not refer to the account."""
    email = getattr(row, "email", "")
    return bool(email) and not needles.found_in(email) and not _is_hers(row, needles)


def _is_hers(row: Any, needles: Needles) -> bool:
    return bool(needles.account) and str(getattr(row, "person_id", "")) == needles.account


def _points_at_people(model: type[models.Model]) -> bool:
    return any(field.name == "person" and field.remote_field for field in model._meta.concrete_fields)

"""The declarations: one per column, and one per location outside the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from vidsyn.history.personal.needles import Needles


class Whose(StrEnum):
    """Whose values a column holds."""

    ACCOUNT = "account"
    CONTACT = "contact"
    RESPONSIBLE = "responsible"
    STEERING = "steering"
    REPRESENTATIVE = "representative"
    REVIEWER = "reviewer"
    SIGNATORY = "signatory"
    DECIDER = "decider"
    MENTIONED = "mentioned"  # anybody named in a text written or imported here
    RECIPIENT = "recipient"


class Reach(StrEnum):
    """How erasure reaches a column or location."""

    CLEARED = "cleared"  # emptied when the person the row represents is erased
    SEARCHED = "searched"  # searched for the erased values, which are removed
    REBUILT = "rebuilt"  # derived from searched columns, and rebuilt afterwards
    REMOVED = "removed"  # the row or file is deleted
    POINTS = "points"  # the id of an account; what remains of an erased account names nobody
    KEPT = "kept"  # a public record that the university may not destroy


class Keeps(StrEnum):
    """How long the values remain when nobody erases them."""

    THING = "thing"  # as long as the object they belong to
    ACCOUNT = "account"  # until the account is erased
    SENT = "sent"  # VIDSYN_SENT_DAYS
    WEEK = "week"
    SESSION = "session"  # a working day
    PLAN = "plan"  # until an import is carried out, at most thirty days
    BACKUP = "backup"  # VIDSYN_BACKUP_DAYS
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class About:
    """Declaration of some columns of one model. `whose` None: no personal data, for the reason in `why`."""

    columns: tuple[str, ...]
    whose: Whose | None = None
    reach: Reach | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register: a column, or a location outside the database."""

    place: str
    whose: Whose | None
    reach: Reach | None
    keeps: Keeps
    why: str = ""

    @property
    def personal(self) -> bool:
        """Whether personal data are stored there."""
        return self.whose is not None


@dataclass(frozen=True, slots=True)
class Store:
    """A location outside declared columns. `forget` removes erased values from it; None where that is impossible."""

    entry: Entry
    forget: Callable[[Needles], None] | None


Column = tuple[type[models.Model], str]
Rebuild = Callable[[Sequence[Any]], None]

ENTRIES: dict[Column, Entry] = {}
STORES: dict[str, Store] = {}
REBUILDS: dict[type[models.Model], Rebuild] = {}
# Facts that are a public record: their values are retained, names included.
KEPT_FACTS: set[str] = set()


def declare(model: type[models.Model], *about: About, keeps: Keeps = Keeps.THING) -> None:
    """Declare columns of a model. Raises RuntimeError for an unknown column or one declared twice."""
    for each in about:
        for name in each.columns:
            model._meta.get_field(name)
            if (model, name) in ENTRIES:
                raise RuntimeError(f"{model._meta.label}.{name} is declared twice")
            place = f"{model._meta.label}.{name}"
            ENTRIES[model, name] = Entry(place, each.whose, each.reach, keeps, each.why)


def names(whose: Whose, *columns: str, reach: Reach = Reach.SEARCHED) -> About:
    """Declare columns that hold a name, an address or a number of a person in this role."""
    return About(columns, whose, reach)


def mentions(*columns: str) -> About:
    """Declare text columns that may name anybody."""
    return About(columns, Whose.MENTIONED, Reach.SEARCHED)


def derived(*columns: str) -> About:
    """Declare derived columns; the room registers with `rebuilds` what rebuilds them."""
    return About(columns, Whose.MENTIONED, Reach.REBUILT)


def kept(whose: Whose, *columns: str) -> About:
    """Declare columns of a public record, which are retained unchanged."""
    return About(columns, whose, Reach.KEPT)


def plain(*columns: str, why: str) -> About:
    """Declare columns without personal data, and why there are none."""
    return About(columns, why=why)


def keep_facts(*facts: str) -> None:
    """Retain the values of these facts: decisions and signatures."""
    KEPT_FACTS.update(map(str, facts))


def rebuilds(model: type[models.Model]) -> Callable[[Rebuild], Rebuild]:
    """Register a function that, given primary keys of rows that lost values, rebuilds what is derived from them."""

    def register(function: Rebuild) -> Rebuild:
        REBUILDS[model] = function
        return function

    return register


def declare_store(
    place: str,
    *,
    whose: Whose | None,
    keeps: Keeps = Keeps.THING,
    reach: Reach | None = None,
    forget: Callable[[Needles], None] | None = None,
    why: str = "",
) -> None:
    """Declare a location outside the columns: a folder, a log."""
    STORES[place] = Store(Entry(place, whose, reach, keeps, why), forget)


def is_obvious(field: models.Field[Any, Any]) -> bool:
    """Check whether a column's type rules out free text: numbers, dates, ids, and words of a fixed vocabulary."""
    if field.choices or field.remote_field is not None:
        return True
    kinds = (
        models.DateField,
        models.BooleanField,
        models.IntegerField,
        models.DecimalField,
        models.UUIDField,
    )
    return isinstance(field, kinds)


def undeclared() -> list[str]:
    """Return columns that need a declaration and have none."""
    return [
        f"{model._meta.label}.{field.name}"
        for model, field in _columns()
        if not is_obvious(field) and (model, field.name) not in ENTRIES
    ]


def personal_register() -> list[Entry]:
    """Return every location of personal data, by name: columns, references to accounts, folders and logs."""
    pointing = (
        Entry(f"{model._meta.label}.{field.name}", Whose.ACCOUNT, Reach.POINTS, Keeps.THING)
        for model, field in _columns()
        if field.remote_field is not None and field.remote_field.model._meta.label == settings.AUTH_USER_MODEL
    )
    every: Iterable[Entry] = [*ENTRIES.values(), *pointing, *(store.entry for store in STORES.values())]
    return sorted((entry for entry in every if entry.personal), key=lambda entry: entry.place)


def _columns() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            yield model, field

"""The declarations: one per column, and one per place outside the database."""

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
    MENTIONED = "mentioned"  # anybody whom a text written or imported here names
    RECIPIENT = "recipient"


class Reach(StrEnum):
    """How erasure reaches a column or place."""

    CLEARED = "cleared"  # emptied when the person the row stands for is erased
    SEARCHED = "searched"  # searched for the erased values, which are taken out
    REBUILT = "rebuilt"  # derived from what is searched, and made again after it
    REMOVED = "removed"  # the row or file is deleted
    POINTS = "points"  # the id of an account; what remains of an erased account names nobody
    KEPT = "kept"  # a public record that the university may not destroy


class Keeps(StrEnum):
    """How long the values stay when nobody erases them."""

    THING = "thing"  # as long as the thing they belong to
    ACCOUNT = "account"  # until the account is erased
    SENT = "sent"  # VIDSYN_SENT_DAYS
    WEEK = "week"
    SESSION = "session"  # a working day
    PLAN = "plan"  # until an import is carried out, at most thirty days
    BACKUP = "backup"  # VIDSYN_BACKUP_DAYS
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class About:
    """What is declared of some columns of one model. `whose` None: no personal values, for the reason in `why`."""

    columns: tuple[str, ...]
    whose: Whose | None = None
    reach: Reach | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register: a column, or a place outside the database."""

    place: str
    whose: Whose | None
    reach: Reach | None
    keeps: Keeps
    why: str = ""

    @property
    def personal(self) -> bool:
        """Whether personal values are stored there."""
        return self.whose is not None


@dataclass(frozen=True, slots=True)
class Store:
    """A place outside declared columns. `forget` takes the erased values out of it; None where nothing can or may."""

    entry: Entry
    forget: Callable[[Needles], None] | None


Column = tuple[type[models.Model], str]
Rebuild = Callable[[Sequence[Any]], None]

ENTRIES: dict[Column, Entry] = {}
STORES: dict[str, Store] = {}
REBUILDS: dict[type[models.Model], Rebuild] = {}
# Facts that are a public record: what they say is kept, names included.
KEPT_FACTS: set[str] = set()


def declare(model: type[models.Model], *about: About, keeps: Keeps = Keeps.THING) -> None:
    """Declare columns of a model. Raises RuntimeError for a column that is not there or was declared before."""
    for each in about:
        for name in each.columns:
            model._meta.get_field(name)
            if (model, name) in ENTRIES:
                raise RuntimeError(f"{model._meta.label}.{name} is declared twice")
            place = f"{model._meta.label}.{name}"
            ENTRIES[model, name] = Entry(place, each.whose, each.reach, keeps, each.why)


def names(whose: Whose, *columns: str, reach: Reach = Reach.SEARCHED) -> About:
    """Columns that hold a name, an address or a number of a person in this role."""
    return About(columns, whose, reach)


def mentions(*columns: str) -> About:
    """Columns of text that may name anybody."""
    return About(columns, Whose.MENTIONED, Reach.SEARCHED)


def derived(*columns: str) -> About:
    """Columns made from others; the room registers with `rebuilds` what makes them again."""
    return About(columns, Whose.MENTIONED, Reach.REBUILT)


def kept(whose: Whose, *columns: str) -> About:
    """Columns of a public record that is kept as it is."""
    return About(columns, whose, Reach.KEPT)


def plain(*columns: str, why: str) -> About:
    """Columns without personal values, and why there are none."""
    return About(columns, why=why)


def keep_facts(*facts: str) -> None:
    """Keep what these facts say: decisions and signatures."""
    KEPT_FACTS.update(map(str, facts))


def rebuilds(model: type[models.Model]) -> Callable[[Rebuild], Rebuild]:
    """Call the function with the primary keys of rows from which values were taken, to make what is derived again."""

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
    """Declare a place outside the columns: a folder, a log."""
    STORES[place] = Store(Entry(place, whose, reach, keeps, why), forget)


def is_obvious(field: models.Field[Any, Any]) -> bool:
    """Whether a column's type says that it holds no text: numbers, days, ids, and words of a fixed vocabulary."""
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
    """Columns that need a declaration and have none."""
    return [
        f"{model._meta.label}.{field.name}"
        for model, field in _columns()
        if not is_obvious(field) and (model, field.name) not in ENTRIES
    ]


def personal_register() -> list[Entry]:
    """Every place where personal values are stored, by name: columns, pointers at accounts, folders and logs."""
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

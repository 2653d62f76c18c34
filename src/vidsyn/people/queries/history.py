"""The history as a viewer may see it, and the names of the records in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeGuard

from vidsyn.acts.lookup import find, has_finder
from vidsyn.history.models import Record
from vidsyn.history.reading import (
    Line,
    Sight,
    Wanted,
    count_history,
    read_history,
    sight,
    sight_of,
    subject_of,
)
from vidsyn.kernel.actors import ActorKind
from vidsyn.kernel.ids import read_id
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit
from vidsyn.people.queries.persons import visible_people
from vidsyn.people.queries.units import unit_list
from vidsyn.people.vocabulary import Needed
from vidsyn.rows.names import Naming, model_of, namer, names_of, related_kind

Names = dict[tuple[str, str], str]


def history_of(viewer: Actor, thing: Record, wanted: Wanted | None = None) -> list[Line]:
    """Return the history of a record the viewer may see, newest first.

    Raises Refusal `not_allowed` where the viewer may not even see its facts.
    """
    seen = sight_of(viewer, thing)
    access.require(seen is not Sight.NOTHING, needed=Needed.AUDITOR)
    asked = replace(wanted or Wanted(), subject=subject_of(thing))
    return read_history(asked, viewer, everything=seen is Sight.ALL)


def history_of_thing(viewer: Actor, kind: str, name: str, wanted: Wanted | None = None) -> list[Line]:
    """The same, for the record of this kind with this id or reference. Raises Refusal `not_found`."""
    return history_of(viewer, _thing(viewer, kind, name), wanted)


def history_counted(viewer: Actor, kind: str, name: str, wanted: Wanted) -> tuple[list[Line], int]:
    """Return the matching rows and their total number: of one record, or of everything without `kind`."""
    if not kind:
        return history_all(viewer, wanted), count_history(wanted)
    thing = _thing(viewer, kind, name)
    return history_of(viewer, thing, wanted), count_history(replace(wanted, subject=subject_of(thing)))


def _thing(viewer: Actor, kind: str, name: str) -> Record:
    model = model_of(kind)
    if model is None or not has_finder(model):
        raise Refusal("not_found", kind=RefusalKind.NOT_FOUND, subject=kind, name=name)
    found: Record = find(model, viewer, name)
    return found


def history_all(viewer: Actor, wanted: Wanted) -> list[Line]:
    """Return the whole history, for the office and auditors; auditors read no more of a record than its page shows
    them.
    """
    access.require(access.may_read_all_history(viewer), needed=Needed.AUDITOR)
    return read_history(wanted, viewer, everything=viewer.is_office)


def history_of_own(viewer: Actor, wanted: Wanted) -> list[Line]:
    """Return what the viewer has done, with the values of what the viewer may still see."""
    own = replace(wanted, actor=(viewer.ref.kind.value, viewer.ref.id))
    return read_history(own, viewer, everything=viewer.is_office)


def history_of_act(viewer: Actor, correlation_id: uuid.UUID) -> list[Line]:
    """Return everything one act did, for those who read the whole history; for others, their own part in it."""
    wanted = Wanted(correlation_id=correlation_id, limit=1000)
    if access.may_read_all_history(viewer):
        return history_all(viewer, wanted)
    return history_of_own(viewer, wanted)


def names_in(viewer: Actor, lines: Sequence[Line]) -> Names:
    """Return the names of everything in the lines: subjects, actors and values that are references. One statement."""
    things = {(line.subject_kind, line.subject_id) for line in lines}
    things |= {
        (ActorKind.PERSON.value, line.actor_id) for line in lines if line.actor_kind == ActorKind.PERSON
    }
    for line in lines:
        things |= set(_referred(line))
    return names_of(viewer, things)


def _referred(line: Line) -> Iterable[tuple[str, str]]:
    for change in line.changes:
        kind = related_kind(line.subject_kind, change.field)
        for value in (*_each(change.before), *_each(change.after)):
            if kind and _is_id(value):
                yield kind, value


def _each(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else (value,)


def _is_id(value: object) -> TypeGuard[str]:
    """Check whether a value is an id; some rooms record a reference or name instead, which needs no look-up."""
    return isinstance(value, str) and read_id(value) is not None


@namer(Person)
def person_names(viewer: Actor, ids: Sequence[str]) -> Naming:
    """Names of colleagues; an erased person has none."""
    people = Person.objects.all() if access.may_see_people(viewer) else visible_people(viewer)
    return Naming(people.filter(pk__in=ids), "name", "name")


@namer(Unit)
def unit_names(viewer: Actor, ids: Sequence[str]) -> Naming:
    """Names of units."""
    units = unit_list(viewer, closed=True).filter(pk__in=ids)
    return Naming(units, "name_sv", "name_en")


@sight(Person)
def person_sight(viewer: Actor, person: Person) -> Sight:
    """An account's history is visible to the person, to those who manage accounts and to those who read all
    history.
    """
    own = viewer.person_id == person.pk
    seen = own or access.may_manage_people(viewer) or access.may_read_all_history(viewer)
    return Sight.ALL if seen else Sight.NOTHING

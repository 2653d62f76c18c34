"""Import many collaborations in one act, each with its own history row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from django.db.models import prefetch_related_objects

from vidsyn.acts.columns import fills, said_row
from vidsyn.acts.emptying import given_values
from vidsyn.acts.locking import locked
from vidsyn.acts.operations import operation
from vidsyn.acts.references import references_ready
from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.logic.lifecycle import TRANSITIONS
from vidsyn.collaborations.logic.periods import check_period
from vidsyn.collaborations.logic.said import INSIDE, SAID, CollaborationSaid
from vidsyn.collaborations.logic.terms import TermChange
from vidsyn.collaborations.models import Collaboration, CollaborationPartner, Term
from vidsyn.collaborations.operations.describing import (
    set_words,
    terms_checked,
    terms_recorded,
    terms_rows,
)
from vidsyn.collaborations.operations.editing import (
    describe,
    record_changes,
)
from vidsyn.collaborations.operations.states import (
    reach_level,
    reach_status,
    set_owner,
    set_unit,
)
from vidsyn.collaborations.vocabulary import Level, Purpose, Status
from vidsyn.history import recording
from vidsyn.history.fitting import refuse_unfitting
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal
from vidsyn.kernel.shapes import AtMost
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, Unit


@fills(CollaborationPartner)
@dataclass(frozen=True, slots=True)
class PartnerNamed:
    """A partner as the list names it, and the partner in the register it matches."""

    name: str
    partner: Partner | None = None


@dataclass(frozen=True, slots=True)
class ExtraValue:
    """An unmapped column with its value."""

    column: str
    value: str


@fills(Collaboration)
@dataclass(frozen=True, slots=True)
class CollaborationItem(said_row(CollaborationSaid)):  # type: ignore[misc]
    """One row: a new collaboration, or changes to an `existing` one, where None leaves a value unchanged.

    Beside the fields below it has those of `CollaborationSaid`.
    A new one needs a title, a unit and a partner. Its status and level come from the list if the actor has the
    right to set them; a level above the lowest is marked as unchecked against its requirements. Those of an
    existing one change by the same steps, rights and reasons as single changes. Partners of an existing one are
    added, never removed.
    """

    existing: Collaboration | None = None
    expected_version: int | None = None
    unit: Unit | None = None
    owner: Person | None = None
    partners: tuple[PartnerNamed, ...] = ()
    status: Status | None = None
    level: Level | None = None
    purposes: tuple[Purpose, ...] | None = None
    goals: tuple[int, ...] | None = None
    subjects: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    extra: tuple[ExtraValue, ...] = ()
    is_sample: bool = False


@operation(
    records=[
        CollaborationFact.REGISTERED,
        CollaborationFact.CHANGED,
        CollaborationFact.MOVED,
        CollaborationFact.OWNER_CHANGED,
        CollaborationFact.PROMOTED,
        CollaborationFact.LOWERED,
        *(row.fact for row in TRANSITIONS),
    ]
)
def collaborations_import(
    *, items: Annotated[tuple[CollaborationItem, ...], AtMost()], reason: str = "", actor: Actor
) -> list[Collaboration]:
    """Register or change many at once; the collaborations in the order of the items.

    A longer list comes in as a file: on the page for bringing in lists, or with `vidsyn import`.
    New ones are written in a few statements however many they are. Everything happens or nothing does. A change of
    status, level or unit that takes a reason alone takes one here.
    """
    linked = [named.partner for item in items for named in item.partners if named.partner]
    prefetch_related_objects(linked, "names")
    given = [item for item in items if item.existing is None]
    with references_ready("collaborations.Collaboration", "C", len(given)):
        new = [_built(item, actor) for item in given]
    _write_new(new)
    registered = iter(built.collaboration for built in new)
    if not items:
        recording.nothing_changed()
    return [next(registered) if item.existing is None else _changed(item, reason, actor) for item in items]


@dataclass(frozen=True, slots=True)
class _Built:
    collaboration: Collaboration
    partners: list[CollaborationPartner]
    terms: list[Term]
    entries: list[HistoryEntry]


def _built(item: CollaborationItem, actor: Actor) -> _Built:
    _check_new(item, actor)
    values = _values(item) | _state(item)
    collaboration = Collaboration(lead_unit=item.unit, is_sample=item.is_sample, **values)
    set_words(collaboration, [(named.name, named.partner) for named in item.partners])
    check_period(collaboration.starts_on, collaboration.ends_on)
    wanted = terms_checked(_terms(item))
    partners = [
        CollaborationPartner(collaboration=collaboration, partner=named.partner, name=named.name.strip())
        for named in item.partners
    ]
    told = recording.snapshot(collaboration, ("lead_unit", *values))
    told |= terms_recorded(wanted) | {"partners": [named.name for named in item.partners]}
    return _Built(
        collaboration, partners, terms_rows(collaboration, wanted), list(_entries(collaboration, told, actor))
    )


def _entries(collaboration: Collaboration, told: dict[str, Any], actor: Actor) -> Iterator[HistoryEntry]:
    """Yield the facts: what everybody may read, and separately what only those inside may."""
    inside = {name: told.pop(name) for name in INSIDE if told.get(name)}
    yield recording.prepare(CollaborationFact.REGISTERED, subject=collaboration, actor=actor, after=told)
    if inside:
        yield recording.prepare(
            CollaborationFact.CHANGED,
            subject=collaboration,
            actor=actor,
            before=recording.snapshot(Collaboration(), inside),
            after=inside,
            restricted=True,
        )


def _write_new(new: list[_Built]) -> None:
    for built in new:
        refuse_unfitting(built.collaboration, *built.partners)
    Collaboration.objects.bulk_create([built.collaboration for built in new], batch_size=500)
    CollaborationPartner.objects.bulk_create([row for built in new for row in built.partners], batch_size=500)
    Term.objects.bulk_create([row for built in new for row in built.terms], batch_size=500)
    recording.record_all(entry for built in new for entry in built.entries)


def _changed(item: CollaborationItem, reason: str, actor: Actor) -> Collaboration:
    assert item.existing is not None
    collaboration = locked(item.existing, expected_version=item.expected_version)
    access.require_edit(actor, collaboration)
    values = _values(item)
    values.pop("owner", None)
    if item.extra:
        values["extra"] = {
            name: text for name, text in (collaboration.extra | values["extra"]).items() if text
        }
    added = _partners_added(collaboration, item)
    changed = describe(collaboration, values, _terms(item), partners_added=added)
    record_changes(changed, collaboration, actor, reason)
    _state_changed(collaboration, item, reason, actor)
    return collaboration


def _state_changed(collaboration: Collaboration, item: CollaborationItem, reason: str, actor: Actor) -> None:
    """Change status and level as a single change would: same rights, same table, same facts."""
    if item.owner is not None:
        set_owner(collaboration, item.owner, reason=reason, actor=actor)
    if item.status is not None and item.status != collaboration.status:
        reach_status(collaboration, item.status, reason=reason, actor=actor)
    if item.level is not None and item.level != collaboration.level:
        reach_level(collaboration, item.level, reason=reason, actor=actor)
    if item.unit is not None:
        set_unit(collaboration, item.unit, reason=reason, actor=actor)


def _partners_added(collaboration: Collaboration, item: CollaborationItem) -> list[str]:
    """Add partners not yet there by name or link; returns their names."""
    held = list(collaboration.partners.all())
    names, linked = {row.name for row in held}, {row.partner_id for row in held if row.partner_id}
    missing = [
        named
        for named in item.partners
        if named.name not in names and (named.partner is None or named.partner.pk not in linked)
    ]
    added = [
        CollaborationPartner(collaboration=collaboration, partner=named.partner, name=named.name)
        for named in missing
    ]
    refuse_unfitting(*added)
    CollaborationPartner.objects.bulk_create(added)
    return [named.name for named in missing]


def _values(item: CollaborationItem) -> dict[str, Any]:
    said = {name: getattr(item, name) for name in SAID}
    extra = {value.column: value.value for value in item.extra} or None
    return given_values(said | {"owner": item.owner, "extra": extra})


def _state(item: CollaborationItem) -> dict[str, Any]:
    """Return a new one's status and level, and whether the level is unchecked."""
    level = item.level or Level.RESEARCHER
    return {
        "status": item.status or Status.ONGOING,
        "level": level,
        "level_from_list": level is not Level.RESEARCHER,
    }


def _terms(item: CollaborationItem) -> TermChange:
    return TermChange(purposes=item.purposes, goals=item.goals, subjects=item.subjects, kinds=item.kinds)


def _check_new(item: CollaborationItem, actor: Actor) -> None:
    if not (item.title_sv or item.title_en):
        raise Refusal("collaboration_title_needed", field="title")
    if not item.partners:
        raise Refusal("collaboration_partner_needed", field="partner")
    if item.unit is None:
        raise Refusal("collaboration_unit_needed", field="unit")
    state = _state(item)
    access.require_register_as(actor, item.unit.path, state["status"], state["level"])

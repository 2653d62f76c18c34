"""Edit a collaboration's own fields."""

from __future__ import annotations

from functools import partial
from typing import Any, Unpack

from vidsyn.acts.emptying import emptied, given_values
from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.collaborations import access
from vidsyn.collaborations.facts import CollaborationFact
from vidsyn.collaborations.logic.periods import check_period
from vidsyn.collaborations.logic.said import INSIDE, CollaborationSaid
from vidsyn.collaborations.logic.terms import TermChange
from vidsyn.collaborations.models import Collaboration, CollaborationUnit
from vidsyn.collaborations.operations.describing import (
    refresh_words,
    terms_checked,
    terms_held,
    terms_recorded,
    terms_replace,
)
from vidsyn.collaborations.vocabulary import Purpose
from vidsyn.history import recording
from vidsyn.kernel.refusals import Refusal
from vidsyn.people.actors import Actor
from vidsyn.people.models import Unit

_EMPTY = {"starts_on": None, "ends_on": None}
Changed = tuple[dict[str, Any], dict[str, Any]]


@operation(records=[CollaborationFact.CHANGED], clears=_EMPTY)
def collaboration_update(
    *,
    collaboration: Collaboration,
    further_units: tuple[Unit, ...] | None = None,
    purposes: tuple[Purpose, ...] | None = None,
    goals: tuple[int, ...] | None = None,
    subjects: tuple[str, ...] | None = None,
    kinds: tuple[str, ...] | None = None,
    clear: tuple[str, ...] = (),
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
    **said: Unpack[CollaborationSaid],
) -> Collaboration:
    """Change what a collaboration says of itself; what is left out stays.

    `subjects` are SSIF codes, `kinds` codes of the configured kinds of activity, `goals` numbers of the global
    goals. To empty `starts_on` or `ends_on`, name them in `clear`.
    """
    collaboration = locked(
        collaboration, expected_version=expected_version, insider=partial(access.may_edit, actor)
    )
    access.require_edit(actor, collaboration)
    values = given_values(said) | emptied(clear, _EMPTY)
    change = TermChange(purposes=purposes, goals=goals, subjects=subjects, kinds=kinds)
    changed = describe(collaboration, values, change, further_units)
    record_changes(changed, collaboration, actor, reason)
    return collaboration


def describe(
    collaboration: Collaboration,
    values: dict[str, Any],
    change: TermChange,
    further_units: tuple[Unit, ...] | None = None,
    partners_added: list[str] | None = None,
) -> Changed:
    """Write values, codes and further units; returns before and after, only where they differ."""
    before = recording.snapshot(collaboration, values)
    held = terms_held(collaboration)
    wanted = {k: codes for k, codes in terms_checked(change, held).items() if set(codes) != set(held[k])}
    for name, value in values.items():
        setattr(collaboration, name, value)
    _check(collaboration)
    after = recording.snapshot(collaboration, values)
    before |= terms_recorded({kind: held[kind] for kind in wanted})
    after |= terms_recorded(wanted)
    if further_units is not None:
        before["further_units"], after["further_units"] = _units_replace(collaboration, further_units)
    if partners_added:
        after["partners_added"] = partners_added
    changed = recording.differences(before, after)
    if changed[1]:
        terms_replace(collaboration, wanted)
        refresh_words(collaboration)
        save(collaboration)
    return changed


def record_changes(changed: Changed, collaboration: Collaboration, actor: Actor, reason: str) -> None:
    """Record one fact that everybody may read and one, restricted, for inside fields; none when nothing changed."""
    before, after = changed
    if not after:
        recording.nothing_changed()
    for restricted in (False, True):
        names = [name for name in after if (name in INSIDE) is restricted]
        if names:
            recording.record(
                CollaborationFact.CHANGED,
                subject=collaboration,
                actor=actor,
                before={name: before[name] for name in names},
                after={name: after[name] for name in names},
                reason=reason,
                restricted=restricted,
            )


def _check(collaboration: Collaboration) -> None:
    if not (collaboration.title_sv or collaboration.title_en):
        raise Refusal("collaboration_title_needed", field="title_sv")
    check_period(collaboration.starts_on, collaboration.ends_on)


def _units_replace(collaboration: Collaboration, units: tuple[Unit, ...]) -> tuple[list[str], list[str]]:
    wanted = {unit.pk: unit for unit in units if unit.pk != collaboration.lead_unit_id}
    held = {row.unit_id: row for row in collaboration.further_units.all()}
    gone = [row.pk for pk, row in held.items() if pk not in wanted]
    CollaborationUnit.objects.filter(pk__in=gone).delete()
    CollaborationUnit.objects.bulk_create(
        CollaborationUnit(collaboration=collaboration, unit=unit)
        for pk, unit in wanted.items()
        if pk not in held
    )
    return sorted(str(pk) for pk in held), sorted(str(pk) for pk in wanted)

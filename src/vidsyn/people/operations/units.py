"""The tree of units: create, rename, move, close."""

from __future__ import annotations

from vidsyn.acts.locking import locked, save, saved
from vidsyn.acts.named_things import unusable
from vidsyn.acts.operations import operation
from vidsyn.history.recording import nothing_changed, prepare, record, record_all, snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.shapes import Said, UnitCode
from vidsyn.people import access
from vidsyn.people.actors import Actor
from vidsyn.people.facts import UnitFact
from vidsyn.people.logic.units import check_move, clean_code, moved_path, path_under
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Needed, UnitKind

_NAMED = ("name_sv", "name_en", "kind")


@unusable(Unit)
def closed_meanwhile(given: Unit, now: Unit) -> Refusal | None:
    """Refuse a unit that was closed after being chosen; one closed earlier may remain where named."""
    if now.active or not given.active:
        return None
    return Refusal("unit_is_closed", kind=RefusalKind.CONFLICT, unit=str(now))


@operation(records=[UnitFact.CREATED], trees={"code": Unit})
def unit_create(
    *, code: UnitCode, name_sv: Said, name_en: Said, kind: UnitKind, parent: Unit | None = None, actor: Actor
) -> Unit:
    """Add a unit, under another or at the top.

    `code` is its short name in URLs and lists (`abe`): lower-case letters, digits and hyphens, unique.
    """
    _may(actor)
    code = clean_code(code)
    if Unit.objects.filter(code=code).exists():
        raise Refusal("unit_code_taken", kind=RefusalKind.STATE, field="code", unit_code=code)
    _require_open(parent)
    unit = Unit(
        code=code,
        name_sv=_name(name_sv, "name_sv"),
        name_en=_name(name_en, "name_en"),
        kind=kind,
        parent=parent,
        path=path_under(parent.path if parent else None, code),
    )
    unit.save(force_insert=True)
    record(UnitFact.CREATED, subject=unit, actor=actor, after=snapshot(unit, ("code", "path", *_NAMED)))
    return unit


def _require_open(parent: Unit | None) -> None:
    """Refuse `unit_is_closed` for a new unit under a closed one."""
    if parent is not None and not parent.active:
        raise Refusal("unit_is_closed", kind=RefusalKind.STATE, field="parent", unit=str(parent))


@operation(records=[UnitFact.UPDATED])
def unit_update(
    *,
    unit: Unit,
    name_sv: Said | None = None,
    name_en: Said | None = None,
    kind: UnitKind | None = None,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Unit:
    """Change a unit's names or kind; what is not given stays. The code never changes."""
    _may(actor)
    unit = locked(unit, expected_version=expected_version)
    before = snapshot(unit, _NAMED)
    unit.name_sv = unit.name_sv if name_sv is None else _name(name_sv, "name_sv")
    unit.name_en = unit.name_en if name_en is None else _name(name_en, "name_en")
    unit.kind = unit.kind if kind is None else kind
    return saved(unit, before, UnitFact.UPDATED, actor, reason=reason)


@operation(records=[UnitFact.MOVED], trees={"unit": Unit})
def unit_move(
    *,
    unit: Unit,
    parent: Unit | None,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> Unit:
    """Put a unit, with everything under it, under another unit or at the top.

    Rights change at once, since they follow the unit's place in the tree. Each unit under it gets its own history
    row.
    """
    _may(actor)
    unit = locked(unit, expected_version=expected_version)
    check_move(unit.path, parent.path if parent else None)
    if unit.parent_id == (parent.pk if parent else None):
        nothing_changed()
        return unit
    _require_open(parent)
    new = path_under(parent.path if parent else None, unit.code)
    unit.parent = parent
    _move_paths(unit, new, actor, reason)
    return unit


def _move_paths(unit: Unit, new: str, actor: Actor, reason: str) -> None:
    old = unit.path
    moving = [unit, *Unit.objects.select_for_update().filter(path__startswith=old).exclude(pk=unit.pk)]
    entries = []
    for each in moving:
        before = {"path": each.path}
        each.path = moved_path(each.path, old, new)
        each.version += 1
        after = {"path": each.path}
        entries.append(
            prepare(UnitFact.MOVED, subject=each, actor=actor, before=before, after=after, reason=reason)
        )
    Unit.objects.bulk_update(moving, ["path", "parent", "version"])
    record_all(entries)


@operation(records=[UnitFact.CLOSED])
def unit_close(*, unit: Unit, reason: str = "", expected_version: int | None = None, actor: Actor) -> Unit:
    """Close a unit that is no more: nothing new can be registered for it, what it has stays."""
    _may(actor)
    unit = locked(unit, expected_version=expected_version)
    if not unit.active:
        nothing_changed()
        return unit
    if unit.children.filter(active=True).exists():
        raise Refusal("unit_has_open_parts", kind=RefusalKind.STATE, unit=str(unit))
    unit.active = False
    save(unit)
    record(
        UnitFact.CLOSED,
        subject=unit,
        actor=actor,
        before={"active": True},
        after={"active": False},
        reason=reason,
    )
    return unit


@operation(records=[UnitFact.REOPENED])
def unit_reopen(*, unit: Unit, reason: str = "", expected_version: int | None = None, actor: Actor) -> Unit:
    """Open a closed unit again; the unit above it must be open."""
    _may(actor)
    unit = locked(unit, expected_version=expected_version)
    if unit.active:
        nothing_changed()
        return unit
    if unit.parent is not None and not unit.parent.active:
        raise Refusal("unit_is_closed", kind=RefusalKind.STATE, unit=str(unit.parent))
    unit.active = True
    save(unit)
    record(
        UnitFact.REOPENED,
        subject=unit,
        actor=actor,
        before={"active": False},
        after={"active": True},
        reason=reason,
    )
    return unit


def _may(actor: Actor) -> None:
    access.require(access.may_manage_people(actor), needed=Needed.PEOPLE_MANAGER)


def _name(text: str, field: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise Refusal("unit_name_missing", field=field)
    return text

"""Optimistic locking: two people editing the same thing never overwrite each other silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Q

from vidsyn.history import recording
from vidsyn.history.models import HistoryEntry, Record
from vidsyn.kernel.actors import Acting
from vidsyn.kernel.refusals import Refusal, RefusalKind

R = TypeVar("R", bound=Record)
Changed = tuple[dict[str, Any], dict[str, Any]]
# Columns of imported lists without a field of their own may be notes.
SEEN_BY_FEW = frozenset({"extra"})


def locked(thing: R, *, expected_version: int | None = None, insider: Callable[[R], bool] | None = None) -> R:
    """The row as it stands now, locked until the transaction ends.

    `expected_version` is the version the person looked at when she began; if the row has moved on since, the
    refusal `changed_since` says which fields changed, by whom and when, so that she can choose. None means
    that the caller does not depend on what was there. `insider` says of the thing as it is now whether she may read
    what changed in it; whoever may not is told that it changed, and nothing else. Without `insider`, what history
    shows to few is left out.
    """
    current = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    if expected_version is not None and current.version != expected_version:
        require_version(current, expected_version, inside=insider(current) if insider else None)
    return current


def require_version(current: Record, expected: int | None, *, inside: bool | None) -> None:
    """Refuse `changed_since` where a locked thing is not as the caller looked at it; None asks for nothing.

    `inside` is as for `changes_since`.
    """
    if expected is not None and current.version != expected:
        raise Refusal(
            "changed_since",
            kind=RefusalKind.CONFLICT,
            expected=expected,
            version=current.version,
            changes=changes_since(current, expected, inside=inside),
        )


def versions_by_key(things: Sequence[Record], versions: Sequence[int]) -> dict[Any, int]:
    """The version expected of each thing, by its key, from versions in the things' order; empty where none are given.

    Refuses `versions_not_of_each` where there are some, but not one for each.
    """
    if versions and len(versions) != len(things):
        raise Refusal("versions_not_of_each", field="expected_versions", things=len(things))
    return {thing.pk: version for thing, version in zip(things, versions, strict=False)}


def each_locked(things: Iterable[R]) -> Iterator[R]:
    """Each as it stands now, locked; in one fixed order, so that two bulk changes never wait in a ring."""
    for thing in sorted(things, key=lambda one: str(one.pk)):
        yield locked(thing)


def save(thing: Record) -> None:
    """Save with the next version number. Call `record` after it, so that the fact carries that version."""
    thing.version += 1
    thing.save()


def changes_saved(thing: Record, before: Mapping[str, Any]) -> Changed | None:
    """Save what has been set since the snapshot `before` was taken of these fields; return the values that differ,
    before and after, for `record`. None, and nothing is saved, where none does.
    """
    was, now = recording.differences(before, recording.snapshot(thing, before))
    if not now:
        return None
    save(thing)
    return was, now


def saved(
    thing: R,
    before: Mapping[str, Any],
    fact: str,
    actor: Acting,
    *,
    reason: str = "",
    personal: Iterable[str] = (),
) -> R:
    """Save what has been set since `before`, as `changes_saved`, and record it; declare it where nothing has."""
    if changed := changes_saved(thing, before):
        was, now = changed
        recording.record(
            fact, subject=thing, actor=actor, before=was, after=now, reason=reason, personal=personal
        )
    else:
        recording.nothing_changed()
    return thing


def set_field(thing: Record, field: str, value: Any) -> Changed | None:
    """Set one field of a locked thing and save, as `changes_saved`."""
    before = recording.snapshot(thing, (field,))
    setattr(thing, field, value)
    return changes_saved(thing, before)


def changes_since(thing: Record, version: int, *, inside: bool | None = None) -> list[dict[str, object]]:
    """What happened to `thing` after `version`, oldest first: fact, actor, when, before, after.

    All values for who is `inside`, none for who is not; where that is not asked, those that everybody reads.
    """
    entries = HistoryEntry.objects.filter(_facts_after(thing, version)).order_by("id")
    return [
        {
            "fact": entry.fact,
            "actor_kind": entry.actor_kind,
            "actor_id": entry.actor_id,
            "at": entry.at.isoformat(),
            "before": _told(entry, entry.before, inside),
            "after": _told(entry, entry.after, inside),
        }
        for entry in entries
    ]


def _facts_after(thing: Record, version: int) -> Q:
    """Those of the thing itself, or of it as a part of what its history is kept with."""
    whole = getattr(thing, thing.WHOLE) if thing.WHOLE else None
    if whole is None:
        return Q(subject_kind=thing.KIND, subject_id=str(thing.pk), subject_version__gt=version)
    part = Q(after__part__id=str(thing.pk), after__part__version__gt=version)
    return part & Q(subject_kind=whole.KIND, subject_id=str(whole.pk))


def _told(entry: HistoryEntry, values: dict[str, Any], inside: bool | None) -> dict[str, Any]:
    values = {name: value for name, value in values.items() if name != recording.PART}
    if inside:
        return values
    if entry.restricted or inside is False:
        return {}
    return {name: value for name, value in values.items() if name not in SEEN_BY_FEW}

"""Optimistic locking: two people editing the same thing never overwrite each other silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.plumbing.models import HistoryEntry, Record

R = TypeVar("R", bound=Record)


def locked(thing: R, *, expected_version: int | None = None, insider: Callable[[R], bool] | None = None) -> R:
    """The row as it stands now, locked until the transaction ends.

    `expected_version` is the version the person looked at when she began; if the row has moved on since, the
    refusal `changed_since` says which fields changed, by whom and when, so that she can choose. None means
    that the caller does not depend on what was there. `insider` says of the thing as it stands now whether she may
    read what history shows to few; without it such values are left out.
    """
    current = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    if expected_version is not None and current.version != expected_version:
        raise Refusal(
            "changed_since",
            kind=RefusalKind.CONFLICT,
            expected=expected_version,
            version=current.version,
            changes=changes_since(current, expected_version, inside=bool(insider and insider(current))),
        )
    return current


def each_locked(things: Iterable[R]) -> Iterator[R]:
    """Each as it stands now, locked; in one fixed order, so that two bulk changes never wait in a ring."""
    for thing in sorted(things, key=lambda one: str(one.pk)):
        yield locked(thing)


def save(thing: Record) -> None:
    """Save with the next version number. Call `record` after it, so that the fact carries that version."""
    thing.version += 1
    thing.save()


def changes_since(thing: Record, version: int, *, inside: bool = False) -> list[dict[str, object]]:
    """What happened to `thing` after `version`, oldest first: fact, actor, when, before, after.

    The values of restricted facts only for who is `inside`.
    """
    entries = HistoryEntry.objects.filter(
        subject_kind=thing.KIND, subject_id=str(thing.pk), subject_version__gt=version
    ).order_by("id")
    return [
        {
            "fact": entry.fact,
            "actor_kind": entry.actor_kind,
            "actor_id": entry.actor_id,
            "at": entry.at.isoformat(),
            "before": entry.before if inside or not entry.restricted else {},
            "after": entry.after if inside or not entry.restricted else {},
        }
        for entry in entries
    ]

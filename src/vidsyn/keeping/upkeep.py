"""Bring the data folder up to date: the first step of every command, fast when there is nothing to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.rooms import open_rooms
from vidsyn.storage.locks import alone
from vidsyn.storage.presence import alone_here

Migration = tuple[str, str]
Rebuild = Callable[[], None]
_rebuilds: list[Rebuild] = []


def after_upgrade(rebuild: Rebuild) -> Rebuild:
    """Register, in a room's `jobs`, a function that rebuilds derived rows once migrations have been applied."""
    _rebuilds.append(rebuild)
    return rebuild


def bring_up_to_date() -> bool:
    """Apply missing migrations; returns whether there were any. Simultaneous commands wait for each other.

    Refuses `data_newer_than_program` when a later Vidsyn has migrated the data, since this one would write what the
    later one no longer expects; and `data_in_use` while a server or command of the earlier version runs, for the
    same reason.
    """
    if not pending():
        return False
    with alone("upkeep"):
        if not pending():
            return False
        with alone_here("upkeep"):
            call_command("migrate", verbosity=0, interactive=False)
            open_rooms()
            for rebuild in _rebuilds:
                rebuild()
            return True


def pending() -> set[Migration]:
    """Return migrations on disk that the database lacks. Reads names only: no migration is imported."""
    known, applied = _known(), _applied()
    _refuse_newer(known, applied)
    return known - applied


def _known() -> set[Migration]:
    return {
        (config.label, path.stem)
        for config in apps.get_app_configs()
        for path in (Path(config.path) / "migrations").glob("[0-9]*.py")
    }


def _applied() -> set[Migration]:
    if "django_migrations" not in connection.introspection.table_names():
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return {(app, name) for app, name in cursor.fetchall()}


def _refuse_newer(known: set[Migration], applied: set[Migration]) -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("vidsyn.")}
    for label, name in sorted(applied - known):
        newest = max((n for a, n in known if a == label), default="")
        if label in ours and name > newest:
            raise Refusal("data_newer_than_program", kind=RefusalKind.STATE, migration=f"{label}.{name}")

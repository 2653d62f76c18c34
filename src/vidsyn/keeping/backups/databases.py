"""Copy and restore the whole database: SQLite by its backup API, PostgreSQL by its own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from vidsyn.kernel.refusals import Refusal, RefusalKind

MEMBER = {"sqlite": "database/vidsyn.sqlite3", "postgresql": "database/vidsyn.dump"}


def engine() -> str:
    """Return the database engine: `sqlite` or `postgresql`."""
    return connection.vendor


def dump(target: Path) -> None:
    """Write a consistent copy of the database, even while others write."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if engine() == "sqlite":
        _copy_sqlite(target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", *_where())


def load(source: Path) -> None:
    """Replace the database with the copy."""
    connection.close()
    if engine() == "sqlite":
        _place_sqlite(source)
    else:
        _run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--no-privileges",
            "--single-transaction",
            "--exit-on-error",
            *_where(),
            str(source),
        )


def check(source: Path) -> None:
    """Refuse `backup_damaged` when the copy is not an intact database."""
    if engine() == "sqlite":
        with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as copy:
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        copy.close()
    else:
        sound = bool(_run("pg_restore", "--list", str(source)))
    if not sound:
        raise Refusal("backup_damaged", file=str(source), member=source.name)


def holds_anything() -> bool:
    """Check whether anything has been recorded in this database: only then can a restore lose data."""
    if "plumbing_historyentry" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM plumbing_historyentry LIMIT 1")
        return cursor.fetchone() is not None


def _copy_sqlite(target: Path) -> None:
    connection.ensure_connection()
    with sqlite3.connect(target) as copy:
        connection.connection.backup(copy)
        # A self-contained file, without a write-ahead log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    copy.close()


def _place_sqlite(source: Path) -> None:
    path = Path(str(connection.settings_dict["NAME"]))
    for leftover in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    shutil.move(source, path)


def _where() -> Sequence[str]:
    settings: dict[str, Any] = connection.settings_dict
    told = {"--host": settings["HOST"], "--port": settings["PORT"], "--username": settings["USER"]}
    given = [f"{option}={value}" for option, value in told.items() if value]
    return [*given, f"--dbname={settings['NAME']}"]


def _run(tool: str, *arguments: str) -> str:
    """Run one of PostgreSQL's tools; the password is passed in the environment, hidden from process lists."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"))
    program = shutil.which(tool) or (str(newest[-1]) if newest else None)
    if program is None:
        raise Refusal("database_tool_missing", kind=RefusalKind.STATE, tool=tool)
    password = str(connection.settings_dict.get("PASSWORD") or "")
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or [""]
        raise Refusal("database_tool_failed", kind=RefusalKind.STATE, tool=tool, said=said[0])
    return done.stdout

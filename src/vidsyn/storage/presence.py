"""Processes that use a data folder: every writer is present in it, and a restore or migration requires exclusive
use.

Each process that may write holds `using.lock` shared for as long as it runs, and a file of its own in `running/`
with its name. A process that needs the folder alone requests the lock exclusively and, where that fails, names
those whose own file is still locked. The kernel releases both when a process ends, however it ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.storage import locks

_USING = "using"
_RUNNING = "running"
_alone_here = False
_kept: list[IO[str]] = []


@contextmanager
def present(what: str) -> Iterator[None]:
    """Use the data folder as `what` ("serve", "import carry-out"), along with others.

    Refuses `data_in_use` while another process uses the folder exclusively.
    """
    with ExitStack() as files:
        for file in _entered(what):
            files.enter_context(file)
        try:
            yield
        finally:
            _own(what).unlink(missing_ok=True)


def present_for_good(what: str) -> None:
    """As `present`, until the process ends: for web processes, which end in ways of their own."""
    _kept.extend(_entered(what))


@contextmanager
def alone_here(what: str) -> Iterator[None]:
    """Use the data folder exclusively. Refuses `data_in_use`, naming the other processes. Nesting has no effect."""
    global _alone_here
    if _alone_here:
        yield
        return
    with locks.opened(_USING) as gate, _named(what):
        if not locks.try_lock(gate):
            raise _in_use()
        _alone_here = True
        try:
            yield
        finally:
            _alone_here = False


def running() -> list[str]:
    """Return the other processes using the data folder, by name and process id, such as `serve (1234)`."""
    found = []
    for path in sorted((Path(settings.DATA) / _RUNNING).glob("*.lock")):
        name, _dot, number = path.stem.rpartition(".")
        if number == str(os.getpid()):
            continue
        with path.open("a+") as file:
            if not locks.try_lock(file):
                found.append(f"{name} ({number})")
            else:
                path.unlink(missing_ok=True)
    return found


def _entered(what: str) -> Iterator[IO[str]]:
    """Yield the two files, locked."""
    gate = locks.opened(_USING)
    if not locks.try_lock(gate, shared=True):
        gate.close()
        raise _in_use()
    own = locks.opened(_named_file(what))
    locks.try_lock(own)
    return iter((own, gate))


@contextmanager
def _named(what: str) -> Iterator[None]:
    with locks.opened(_named_file(what)) as own:
        locks.try_lock(own)
        try:
            yield
        finally:
            _own(what).unlink(missing_ok=True)


def _named_file(what: str) -> str:
    return f"{_RUNNING}/{what.replace('/', '-')}.{os.getpid()}"


def _own(what: str) -> Path:
    return Path(settings.DATA) / f"{_named_file(what)}.lock"


def _in_use() -> Refusal:
    named = ", ".join(running()) or "?"
    return Refusal("data_in_use", kind=RefusalKind.STATE, folder=str(settings.DATA), running=named)

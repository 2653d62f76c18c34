"""Who uses a data folder: everything that may write is present in it, and a restore or a migration wants it alone.

Each process that may write holds `using.lock` shared for as long as it runs, and a file of its own in `running/`
that says what it is. A process that wants the folder alone asks for the lock exclusively, and where it cannot have
it names those whose own file is still locked. The kernel lets go of both when a process ends, however it ends.
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
    """Use the data folder as `what` ("serve", "import carry-out"), beside others that use it.

    Refuses `data_in_use` while another process has the folder for itself.
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
    """Have the data folder for oneself. Refuses `data_in_use`, naming what runs; inside itself it changes nothing."""
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
    """What other processes use the data folder: what each is and its number, such as `serve (1234)`."""
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
    """The two files, locked."""
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

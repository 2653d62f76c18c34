"""What the commands that need no register share: the data folder, refusals as sentences, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click


def data_folder() -> Path:
    """Where everything is kept: `VIDSYN_DATA`, else `var/` here."""
    return Path(os.environ.get("VIDSYN_DATA", "var")).resolve()


@contextmanager
def mended_plainly() -> Iterator[None]:
    """Refusals as sentences, without opening the register: matching needs no database."""
    from vidsyn.cli.desk import mended, set_up
    from vidsyn.kernel.refusals import Refusal

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidsyn.config.settings")
    chosen = click.get_current_context().find_object(dict) or {}
    with mended(chosen.get("lang") or "sv"):
        try:
            yield
        except Refusal:
            set_up()  # only a refusal's sentence needs Django
            raise


def counter(unit: str) -> Callable[[int], None]:
    """Progress on standard error, on one line where that is a terminal."""
    end = "\r" if sys.stderr.isatty() else "\n"
    return lambda count: click.echo(f"{count:,} {unit}{end}", err=True, nl=False) if count else None

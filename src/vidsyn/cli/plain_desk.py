"""What the commands that need no register share: the data folder, refusals as sentences, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import click

from vidsyn.cli import spoken

json_option = spoken.option("--json", "as_json", is_flag=True, help="Answer with JSON and nothing else.")


def data_folder() -> Path:
    """Where everything is kept: `VIDSYN_DATA`, else `var/` here."""
    return Path(os.environ.get("VIDSYN_DATA", "var")).resolve()


@contextmanager
def mended_plainly() -> Iterator[None]:
    """Refusals as sentences, without opening the register: matching needs no database."""
    from vidsyn.cli.desk import mended, set_up
    from vidsyn.kernel.refusals import Refusal

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidsyn.config.settings")
    with mended(spoken.language()):
        try:
            yield
        except Refusal:
            set_up()  # only a refusal's sentence needs Django
            raise


def tell_damaged(folder: Path) -> None:
    """Say on standard error which stored snapshots of lists are damaged and therefore passed over."""
    from vidsyn.matching.lists.snapshots import damaged, list_names

    for name in list_names(folder):
        for path in damaged(folder, name):
            told = {"name": name, "file": path.name}
            click.echo(
                _("The list %(name)s: %(file)s is damaged and not used. Import that list again.") % told,
                err=True,
            )


def counter(tell: Callable[[int], str]) -> Callable[[int], None]:
    """Progress on standard error, on one line where that is a terminal. `tell` says how far it has come."""
    end = "\r" if sys.stderr.isatty() else "\n"
    return lambda count: click.echo(f"{tell(count)}{end}", err=True, nl=False) if count else None

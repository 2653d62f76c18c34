"""`vidsyn serve`: web, worker and clock in one command."""

from __future__ import annotations

import errno
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _

import click

from vidsyn.cli import spoken
from vidsyn.cli.desk import mended, opened, using
from vidsyn.cli.supervising import kept_running

# One name for the worker and whoever takes its place: what the one before had claimed is taken up at once.
NAMED = "VIDSYN_WORKER_NAME"


@spoken.command()
@spoken.option(
    "--port",
    envvar="PORT",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; PORT in the environment says the same.",
)
@spoken.option(
    "--host", envvar="HOST", default="127.0.0.1", show_default=True, help="The address to listen on."
)
@spoken.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Web processes.")
@spoken.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Threads in each.")
@spoken.language_option()
def serve(port: int, host: str, workers: int, threads: int) -> None:
    """Run Vidsyn: the web pages and the API, the worker that sends mail, and the clock.

    Brings the data folder (VIDSYN_DATA, default var/) up to date first. Stop it with Ctrl+C.
    """
    os.environ["VIDSYN_HASHED_STATIC"] = "yes"
    language = spoken.language()
    with mended(language):
        with opened(language):
            _refuse_taken(host, port)
            _gather_static_files()
            _greet(host, port)
        with using("serve"), _worker(language):
            _run_web(host, port, workers, threads)


def _refuse_taken(host: str, port: int) -> None:
    from vidsyn.kernel.refusals import Refusal, RefusalKind

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            code = "port_taken" if fault.errno == errno.EADDRINUSE else "port_unusable"
            raise Refusal(code, kind=RefusalKind.STATE, port=port, host=host, next=port + 1) from fault


def _gather_static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _greet(host: str, port: int) -> None:
    from django.conf import settings

    from vidsyn.people.queries.persons import persona_list

    address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}/"  # noqa: S104
    click.echo(_("Vidsyn is at %(address)s") % {"address": address})
    if settings.PERSONA_SIGN_IN and persona_list().exists():
        click.echo(_("Try: sign in with one click, look at Today, search for a partner. Stop with Ctrl+C."))
    else:
        click.echo(_("Stop with Ctrl+C."))


@contextmanager
def _worker(language: str) -> Iterator[None]:
    """The worker and the clock in a process of their own, kept running beside the web."""
    from vidsyn.later.stopping import STARTED_BY

    os.environ[STARTED_BY] = str(os.getpid())  # for the web processes too
    environment = os.environ | {NAMED: secrets.token_hex(16), "VIDSYN_LANG": language}
    with kept_running([sys.executable, "-m", "vidsyn", "work"], environment):
        yield


def _run_web(host: str, port: int, workers: int, threads: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "vidsyn.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
    ).serve()


commands: list[click.Command] = [serve]

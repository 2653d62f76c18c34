"""`make bench-load`: fifty signed-in people at once on `vidsyn serve`, one request in ten a form that is sent.

Fills a register of 10,000 agreements, starts the real server in production's settings with two web processes on a free
port of this machine, and lets everybody read and write: first with the pauses people make, then without any. On
SQLite, and also on the database of VIDSYN_DATABASE_URL, which it fills and leaves behind. Prints one table:
milliseconds by kind of request, errors, requests a second, processor time a request and memory.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from benchmarks.load.phases import Phase, visited
from benchmarks.load.printing import report
from benchmarks.load.serving import URL, environment, prepared, preparing, served
from benchmarks.pages import SIZES

# As much history as the operations themselves leave: filling in more takes longer than it tells.
LOAD = {name: size | {"history": 0} for name, size in SIZES.items()}


def main() -> None:
    """Fill, serve, visit, tell."""
    options = _options()
    if options.step:
        _prepare(options)
        return
    databases = {"SQLite": ""} | ({"PostgreSQL": os.environ[URL]} if os.environ.get(URL) else {})
    with ExitStack() as stack:
        # Both are filled at once, one on each processor; they are measured one after the other.
        within = {name: environment(_data(options, stack), url) for name, url in databases.items()}
        filling = {name: preparing(options.size, options.people, one) for name, one in within.items()}
        towns = {name: prepared(process) for name, process in filling.items()}
        phases = [
            phase for name, one in within.items() for phase in _measured(name, towns[name], one, options)
        ]
    sys.stdout.write(report(phases))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.load", description="Measure with many people."
    )
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=45, help="how long each phase takes, at most 600")
    parser.add_argument(
        "--pauses", type=float, nargs="+", default=[5.0, 0.0], help="mean seconds between pages, by phase"
    )
    parser.add_argument("--warm", type=int, default=20, help="seconds before anything is measured")
    parser.add_argument("--workers", type=int, default=2, help="web processes")
    parser.add_argument("--threads", type=int, default=4, help="threads in each")
    parser.add_argument("--size", choices=tuple(SIZES), default="full")
    parser.add_argument("--filled", type=Path, help="a data folder that is filled already; it is copied")
    parser.add_argument("--step", choices=("prepare",), help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.seconds = min(options.seconds, 600)
    return options


def _data(options: argparse.Namespace, stack: ExitStack) -> Path:
    data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vidsyn-load-"))) / "data"
    if options.filled:
        shutil.copytree(options.filled, data)
    return data


def _measured(
    name: str, town: dict[str, object], within: dict[str, str], options: argparse.Namespace
) -> list[Phase]:
    port = int(within["PORT"])
    with served(options.workers, options.threads, within) as server:
        # Once around everything, so that what each process reads in at first is not measured.
        visited(name, town, server, port, options.warm, 0)
        return [visited(name, town, server, port, options.seconds, pause) for pause in options.pauses]


def _prepare(options: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.filling import Size, fill, ground
    from benchmarks.load.people import town
    from vidsyn.agreements.models import Agreement
    from vidsyn.history.seals import seal_history

    call_command("migrate", verbosity=0)
    if not Agreement.objects.exists():
        fill(ground(), Size(**LOAD[options.size]), say=lambda text: print(text, file=sys.stderr))
    made = town(options.people)
    seal_history()
    sys.stdout.write(json.dumps(asdict(made)))


if __name__ == "__main__":
    main()

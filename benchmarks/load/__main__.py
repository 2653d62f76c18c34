"""`make bench-load`: fifty signed-in people at once on `vidsyn serve`, one request in ten a form that is sent.

Fills a register as `make bench` does (10,000 agreements), starts the real server in production's settings with two web
processes on a free port of this machine, and lets everybody read and write: first with the pauses people make, then
without any. Prints milliseconds by kind of request beside a bare page's, errors, requests a second, processor time a
request and memory over time. With VIDSYN_DATABASE_URL it measures that database, which it fills and leaves behind.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.load.printing import report
from benchmarks.load.visits import Person, Seen
from benchmarks.load.watching import Memory, cpu_seconds, family
from benchmarks.pages import SIZES


def main() -> None:
    """Fill, serve, visit, tell."""
    options = _options()
    if options.step:
        _step(options)
        return
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vidsyn-load-"))) / "data"
        if options.filled:
            shutil.copytree(options.filled, data)
        environment = _environment(data, _free_port())
        town = json.loads(_ask("prepare", options, environment))
        server = stack.enter_context(_served(options, environment))
        # Once around everything, so that what each process reads in at first is not measured.
        _phase(server, town, int(environment["PORT"]), options.warm, 0)
        for pause in options.pauses:
            sys.stdout.write(_phase(server, town, int(environment["PORT"]), options.seconds, pause))
            sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.load", description="Measure with many people."
    )
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=120, help="how long each phase takes, at most 600")
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


def _environment(data: Path, port: int) -> dict[str, str]:
    return os.environ | {
        "VIDSYN_DATA": str(data),
        "VIDSYN_ENV": "production",
        "VIDSYN_HASHED_STATIC": "yes",
        "VIDSYN_SECRET_KEY": "measuring-only-" * 4,
        "VIDSYN_HOSTS": "127.0.0.1",
        "VIDSYN_HTTPS_REDIRECT": "no",
        "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings",
        "PORT": str(port),
    }


def _ask(step: str, options: argparse.Namespace, environment: dict[str, str]) -> str:
    own = [f"--step={step}", f"--size={options.size}", f"--people={options.people}"]
    command = [sys.executable, "-m", "benchmarks.load", *own]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout


def _step(options: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.filling import Size, fill, ground
    from benchmarks.load.people import town
    from vidsyn.agreements.models import Agreement
    from vidsyn.history.seals import seal_history

    call_command("migrate", verbosity=0)
    if not Agreement.objects.exists():
        fill(ground(), Size(**SIZES[options.size]), say=lambda text: print(text, file=sys.stderr))
    made = town(options.people)
    seal_history()
    sys.stdout.write(json.dumps(asdict(made)))


@contextmanager
def _served(options: argparse.Namespace, environment: dict[str, str]) -> Iterator[int]:
    """`vidsyn serve` until the block ends; gives its process."""
    counts = [f"--workers={options.workers}", f"--threads={options.threads}"]
    command = [sys.executable, "-m", "vidsyn", "serve", *counts]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{environment['PORT']}/sign-in/", server)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait_for(address: str, server: subprocess.Popen[bytes], most: float = 120) -> None:
    ends = time.monotonic() + most
    while time.monotonic() < ends and server.poll() is None:
        try:
            urlopen(address, timeout=10).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("the server did not come up")


def _phase(server: int, town: dict[str, Any], port: int, seconds: int, pause: float) -> str:
    people = [Person(port, visitor, town, seed) for seed, visitor in enumerate(town["visitors"])]
    memory = Memory(server)
    memory.start()
    before, own, started = cpu_seconds(family(server)), time.process_time(), time.monotonic()
    _all_at_once(people, started + seconds, pause)
    passed = time.monotonic() - started
    used = cpu_seconds(family(server)) - before
    memory.ended.set()
    seen = _together([person.seen for person in people])
    own = time.process_time() - own
    return report(seen, len(people), pause, passed, used, own, memory.readings)


def _all_at_once(people: list[Person], ends: float, pause: float) -> None:
    threads = [threading.Thread(target=person.visit_until, args=(ends, pause)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _together(parts: list[Seen]) -> Seen:
    whole = Seen()
    for part in parts:
        whole.errors += part.errors
        for kind, times in part.times.items():
            whole.times.setdefault(kind, []).extend(times)
    return whole


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()

"""The server that is measured: its register filled, everybody signed in, its processes started and watched."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

Environment = dict[str, str]
URL = "VIDSYN_DATABASE_URL"


def environment(data: Path, database: str) -> Environment:
    """Production's settings over a data folder, and a database other than SQLite where one is named."""
    given = {name: value for name, value in os.environ.items() if name != URL}
    return given | ({URL: database} if database else {}) | {
        "VIDSYN_DATA": str(data),
        "VIDSYN_ENV": "production",
        "VIDSYN_HASHED_STATIC": "yes",
        "VIDSYN_SECRET_KEY": "measuring-only-" * 4,
        "VIDSYN_HOSTS": "127.0.0.1",
        "VIDSYN_HTTPS_REDIRECT": "no",
        "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings",
        "PORT": str(_free_port()),
    }  # fmt: skip


def preparing(size: str, people: int, within: Environment) -> subprocess.Popen[bytes]:
    """Start to fill the register and to sign everybody in, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.load",
        "--step=prepare",
        f"--size={size}",
        f"--people={people}",
    ]
    return subprocess.Popen(command, env=within, stdout=subprocess.PIPE)


def prepared(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """Whom there is and what they look at, once the register is filled."""
    said, _ = process.communicate()
    if process.returncode:
        raise SystemExit("the register could not be filled")
    found: dict[str, Any] = json.loads(said)
    return found


@contextmanager
def served(workers: int, threads: int, within: Environment) -> Iterator[int]:
    """`vidsyn serve` until the block ends; gives its process."""
    counts = [f"--workers={workers}", f"--threads={threads}"]
    command = [sys.executable, "-m", "vidsyn", "serve", *counts]
    server = subprocess.Popen(command, env=within, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{within['PORT']}/sign-in/", server)
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

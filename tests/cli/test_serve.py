"""`vidsyn serve` on a fresh data folder: web, worker and clock start, and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder, port):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VIDSYN_")}
    return kept | {"VIDSYN_DATA": str(folder), "PORT": str(port)}


def children_of(pid):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def answers(port, seconds=90):
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/api/v1/openapi.json", timeout=5
            ) as response:
                return response.status
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return None


def is_gone(pid, seconds=15):
    for _ in range(seconds * 10):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def server(tmp_path):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "vidsyn", "serve"],
        env=environment(tmp_path, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process, port, tmp_path
    if process.poll() is None:
        process.kill()
    process.wait()


def test_it_serves_says_where_and_ends_with_all_it_started(server):
    process, port, folder = server
    assert answers(port) == 200
    assert (folder / "vidsyn.sqlite3").exists()
    children = children_of(process.pid)
    assert len(children) >= 2
    taken = subprocess.run(
        [sys.executable, "-m", "vidsyn", "serve"],
        env=environment(folder, port),
        capture_output=True,
        text=True,
    )
    assert taken.returncode == 1
    assert taken.stderr.startswith(f"Port {port} används av ett annat program.")

    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=20)
    assert f"http://localhost:{port}/" in said
    assert "Traceback" not in said
    assert all(is_gone(child) for child in children)

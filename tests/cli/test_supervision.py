"""`vidsyn serve` as shipped: its queue, worker, clock and mail, and what is left when a process of it is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.test_serve import answers, children_of, environment, free_port, is_gone

pytestmark = pytest.mark.slow
UNIT = '{"code": "kth", "name_sv": "KTH", "name_en": "KTH", "kind": "university"}'
SEND = """
from vidsyn.cli.desk import set_up
set_up()
from vidsyn.later.mail import mail_enqueue
for number in range({count}):
    mail_enqueue(to=f"person{{number}}@example.org", subject=f"Brev {{number}}", text="Hej")
"""


class Installation:
    """A data folder with a server on it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.log = folder.with_suffix(".log")
        self.server: subprocess.Popen[bytes] | None = None

    def vidsyn(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "vidsyn", *words)

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            env=environment(self.folder, self.port),
            capture_output=True,
            text=True,
            timeout=120,
        )

    def serve(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "vidsyn", "serve"],
                env=environment(self.folder, self.port),
                stdout=log,
                stderr=log,
            )
        assert answers(self.port) == 200
        return self.server

    def enqueue(self, count: int) -> None:
        assert self.python("-c", SEND.format(count=count)).returncode == 0

    def letters(self) -> list[str]:
        mail = self.folder / "mail"
        return sorted(path.read_text() for path in mail.glob("*.log")) if mail.is_dir() else []

    def worker(self) -> int:
        (found,) = [pid for pid in children_of(self.server.pid) if words_of(pid)[-1] == "work"]
        return found

    def asked(self, statement: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.folder / "vidsyn.sqlite3", timeout=30) as database:
            return database.execute(statement).fetchall()


def words_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().strip("\0").split("\0")
    except OSError:  # it has ended meanwhile
        return [""]


def until(happened, seconds: float = 60) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if happened():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "data"
    assert Installation(folder).vidsyn("call", "unit_create", "--json", UNIT).returncode == 0
    return folder


@pytest.fixture
def installed(made_once, tmp_path):
    installation = Installation(Path(shutil.copytree(made_once, tmp_path / "data")))
    yield installation
    if installation.server is not None and installation.server.poll() is None:
        installation.server.terminate()
        installation.server.wait(timeout=40)


def test_what_is_queued_is_sent_by_the_server_and_its_clock_seals(installed):
    installed.enqueue(3)
    installed.serve()
    assert until(lambda: len(installed.letters()) == 3)
    assert until(
        lambda: installed.asked("SELECT count(*) FROM later_heartbeat WHERE name = 'clock'") == [(1,)]
    )
    assert installed.asked("SELECT count(*) FROM plumbing_historyentry WHERE seal_id IS NULL") == [(0,)]


def test_tick_sends_what_waits(installed):
    installed.enqueue(2)
    assert installed.vidsyn("tick").returncode == 0
    assert len(installed.letters()) == 2


def test_a_worker_killed_again_and_again_is_started_again_and_every_letter_arrives(installed):
    installed.serve()
    installed.enqueue(200)
    for _ in range(3):
        killed = installed.worker()
        os.kill(killed, signal.SIGKILL)
        assert until(lambda gone=killed: installed_worker_other_than(installed, gone))
    assert until(
        lambda: (
            installed.asked(
                "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'SUCCESSFUL'"
            )
            == [(200,)]
        ),
        120,
    )
    assert len(installed.letters()) == 200
    assert "vidsyn work ended (-9); started again in 1 s" in installed.log.read_text()


def installed_worker_other_than(installed, gone):
    found = [pid for pid in children_of(installed.server.pid) if words_of(pid)[-1] == "work"]
    return bool(found) and found != [gone]


def test_a_killed_server_leaves_no_process_and_a_free_port(installed):
    server = installed.serve()
    children = children_of(server.pid)
    assert len(children) >= 2
    server.kill()
    server.wait()
    assert all(is_gone(child, 30) for child in children)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", installed.port))
    installed.serve()


def test_a_killed_web_process_is_replaced(installed):
    server = installed.serve()
    (web,) = [pid for pid in children_of(server.pid) if words_of(pid)[-1] == "serve"]
    os.kill(web, signal.SIGKILL)
    assert is_gone(web)
    assert until(lambda: answers(installed.port, seconds=5) == 200)


def test_a_worker_outlives_a_lock_that_lasts_longer_than_it_waits(installed):
    installed.serve()
    worker = installed.worker()
    with sqlite3.connect(installed.folder / "vidsyn.sqlite3", isolation_level=None) as database:
        database.execute("BEGIN IMMEDIATE")
        time.sleep(45)
        database.execute("COMMIT")
    installed.enqueue(1)
    assert until(lambda: len(installed.letters()) == 1)
    assert installed.worker() == worker


def test_a_restore_beside_a_server_or_a_command_is_refused_by_name(installed, tmp_path):
    kept = tmp_path / "kept.vidsyn"
    assert installed.vidsyn("backup", str(kept)).returncode == 0
    server = installed.serve()
    refused = installed.vidsyn("restore", str(kept), "--force")
    assert refused.returncode == 1
    assert "[data_in_use]" in refused.stderr
    assert f"serve ({server.pid})" in refused.stderr
    server.terminate()
    server.wait(timeout=40)
    assert json.loads(installed.vidsyn("restore", str(kept), "--force", "--json").stdout)["history"]["ok"]


ROWS = 1500
ACTS = """
from vidsyn.cli.desk import set_up
set_up()
from vidsyn.intake.jobs import import_enqueue, import_read_later, import_undo_later
from vidsyn.intake.models import Import
from vidsyn.intake.operations.planning import import_receive
from vidsyn.intake.operations.undoing import import_undo
from vidsyn.intake.vocabulary import ListKind
from vidsyn.people.actors import local_operator
operator = local_operator()
"""
READ = """
rows = "".join(f"Universitet {{n:04}};Danmark\\n" for n in range({rows}))
content = ("Namn;Land\\n" + rows).encode()
act = import_receive(kind=ListKind.PARTNERS, file_name="lista.csv", content=content, actor=operator)
import_read_later(act, operator)
"""
CARRY = "import_enqueue(Import.objects.get(), operator)"
UNDO = """
undone = import_undo(act=Import.objects.get(), reason="fel fil", most=100, actor=operator)
import_undo_later(undone.act, operator)
"""
UNDER_WAY = {
    "read": "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'",
    "done": "SELECT count(*) FROM intake_importrow WHERE done_at IS NOT NULL",
    "undone": "SELECT count(*) FROM intake_importrow WHERE undone_at IS NOT NULL",
}


def test_an_import_whose_worker_is_killed_at_each_step_is_read_carried_out_and_undone_once(installed):
    installed.serve()

    def step(script, under_way, state, least):
        assert installed.python("-c", ACTS + script).returncode == 0
        assert until(lambda: installed.asked(UNDER_WAY[under_way])[0][0] > least)
        os.kill(installed.worker(), signal.SIGKILL)
        assert installed.asked("SELECT state FROM intake_import") != [(state,)]
        assert until(lambda: installed.asked("SELECT state FROM intake_import") == [(state,)], 240)

    partners = "SELECT count(*) FROM partners_partner WHERE voided_at IS NULL"
    step(READ.format(rows=ROWS), "read", "planned", 0)
    assert installed.asked("SELECT count(*) FROM intake_importrow") == [(ROWS,)]
    step(CARRY, "done", "done", 0)
    assert installed.asked(partners) == [(ROWS,)]
    step(UNDO, "undone", "undone", 100)
    assert installed.asked(partners) == [(0,)]
    assert json.loads(installed.vidsyn("history", "verify", "--json").stdout)["ok"]

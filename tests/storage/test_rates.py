"""All processes count requests together."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from vidsyn.storage import rates

ASK = "import django; django.setup(); from vidsyn.storage import rates; [rates.count('anna') for _ in range(50)]"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.setattr(rates.time, "time", lambda: 6000.0 * 60)


def test_threads_share_one_count_and_names_have_their_own():
    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(lambda _n: rates.count("anna"), range(400)))
    assert sorted(counts) == list(range(1, 401))
    assert rates.count("bo") == 1


def test_processes_share_one_count(tmp_path, monkeypatch):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VIDSYN_")}
    clock = "import time; time.time = lambda: 6000.0 * 60; "
    environment = kept | {"VIDSYN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "vidsyn.config.settings"}
    running = [subprocess.Popen([sys.executable, "-c", clock + ASK], env=environment) for _ in range(2)]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    assert rates.count("anna") == 101


def test_a_new_minute_begins_anew_and_old_ones_are_thrown_away(tmp_path, monkeypatch):
    for minute in range(5):
        monkeypatch.setattr(rates.time, "time", lambda minute=minute: (6000.0 + minute) * 60 + 17)
        assert rates.count("anna") == 1
        assert rates.seconds_left() == 43
    assert sorted(folder.name for folder in (tmp_path / "rates").iterdir()) == ["6003", "6004"]


def test_no_name_lies_in_the_folder(tmp_path):
    rates.count("actor:anna@example.org")
    assert "anna" not in " ".join(str(path) for path in tmp_path.rglob("*"))

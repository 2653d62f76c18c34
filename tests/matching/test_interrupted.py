"""A list or ROR import interrupted by a full disk or a killed process: existing data still works."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.matching.conftest import AT, REGISTRY, record, ror
from tests.storage.small_disks import fill, small_disk

from vidsyn.kernel.refusals import Refusal
from vidsyn.matching import import_dump, open_index
from vidsyn.matching.lists.snapshots import damaged, list_import, list_names, listings, newest, snapshots
from vidsyn.matching.screening.answers import Screening
from vidsyn.matching.screening.cached_index import open_screener

_IMPORT = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from vidsyn.kernel.refusals import Refusal
from vidsyn.matching import import_dump
from vidsyn.matching.lists.snapshots import list_import

what, source, folder, most = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
at = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
try:
    if what == "ror":
        import_dump(source, folder, at=at)
    else:
        list_import(source, folder, name="test", format="generic-csv", at=at, may_shrink=True)
except Refusal as refusal:
    sys.exit(refusal.code)
"""


def started(what: str, source: Path, folder: Path, most: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _IMPORT, what, str(source), str(folder), str(most)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith(".new")]


@pytest.fixture
def ror_folder(dump: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "ror"
    import_dump(dump, folder, at=AT)
    return folder


@pytest.fixture
def newer_dump(tmp_path: Path) -> Path:
    path = tmp_path / "v10.0.json"
    path.write_text(
        json.dumps([*REGISTRY, *(record(n, f"Sista Universitetet {n}") for n in range(200, 900))])
    )
    return path


@pytest.fixture
def list_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "lists"
    source = tmp_path / "old.csv"
    source.write_text("names,country\nAlpha Verken,SE\n")
    list_import(source, folder, name="test", format="generic-csv", at=AT)
    return folder


@pytest.fixture
def newer_list(tmp_path: Path) -> Path:
    path = tmp_path / "new.csv"
    dice = random.Random(1)
    path.write_text("names\n" + "".join(f"Verken {dice.random()}\n" for _ in range(4_000)))
    return path


@pytest.mark.parametrize("most", [1, 300, 5_000, 30_000])
def test_ror_on_a_full_disk_is_refused_and_the_version_before_stays(
    most: int, ror_folder: Path, newer_dump: Path
) -> None:
    process = started("ror", newer_dump, ror_folder, most)
    assert process.communicate(timeout=120)[1].strip() == "disk_full"
    assert open_index(ror_folder).record(ror(1)) is not None
    assert not left_over(ror_folder)
    assert import_dump(newer_dump, ror_folder, at=AT).is_new


@pytest.mark.parametrize("most", [1, 300, 5_000, 30_000])
def test_a_list_on_a_full_disk_is_refused_and_the_snapshot_before_stays(
    most: int, list_folder: Path, newer_list: Path
) -> None:
    process = started("list", newer_list, list_folder, most)
    assert process.communicate(timeout=120)[1].strip() == "disk_full"
    (one,) = listings(list_folder, newest(list_folder, "test"))
    assert one.names == ("Alpha Verken",)
    assert not left_over(list_folder)
    assert len(list((list_folder / "test").iterdir())) == 2
    assert open_screener(list_folder).screen(Screening("Alpha Verken"))


@pytest.mark.parametrize("what", ["ror", "list"])
def test_an_import_on_a_disk_that_is_really_full_leaves_the_version_before(
    what: str, dump: Path, newer_dump: Path, newer_list: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", megabytes=4) as disk:
        folder = disk / what
        source = newer_dump if what == "ror" else newer_list
        older = tmp_path / "old.csv"
        older.write_text("names,country\nAlpha Verken,SE\n")
        assert started(what, dump if what == "ror" else older, folder).wait(timeout=120) == 0
        before = sorted(path.name for path in folder.rglob("*"))
        ballast = fill(disk, leave=8_192)
        process = started(what, source, folder)
        assert process.communicate(timeout=120)[1].strip() == "disk_full"
        assert sorted(path.name for path in folder.rglob("*")) == before
        if what == "ror":
            assert open_index(folder).record(ror(1)) is not None
        else:
            assert len(list(listings(folder, newest(folder, "test")))) == 1
        ballast.unlink()
        assert started(what, source, folder).wait(timeout=120) == 0


@pytest.mark.slow
@pytest.mark.parametrize("what", ["ror", "list"])
def test_an_import_killed_at_any_moment_leaves_a_whole_version(
    what: str, ror_folder: Path, newer_dump: Path, list_folder: Path, newer_list: Path
) -> None:
    source, folder = (newer_dump, ror_folder) if what == "ror" else (newer_list, list_folder)
    began = time.monotonic()
    whole = started(what, source, folder.with_name("whole"))
    whole.wait(timeout=300)
    lasts, dice = time.monotonic() - began, random.Random(what)
    for _ in range(25):
        process = started(what, source, folder)
        time.sleep(dice.uniform(0.3, 1.0) * lasts)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if what == "ror":
            assert open_index(folder).record(ror(1)) is not None
        else:
            assert len(list(listings(folder, newest(folder, "test")))) in (1, 4_000)
    again = started(what, source, folder)
    assert (again.communicate(timeout=300)[1], again.returncode) == ("", 0)


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[1]", b'{"sha256": 1}', b"\x00\xff" * 20])
def test_a_damaged_description_of_ror_is_told_of_and_an_import_mends_it(
    spoilt: bytes, ror_folder: Path, dump: Path
) -> None:
    (ror_folder / "current.json").write_bytes(spoilt)
    with pytest.raises(Refusal) as refused:
        open_index(ror_folder)
    assert refused.value.code == "ror_index_damaged"
    assert import_dump(dump, ror_folder, at=AT).is_new
    assert open_index(ror_folder).record(ror(1)) is not None


@pytest.mark.parametrize("length", [0, 5, 40, 3_000, -1])
def test_a_damaged_index_of_ror_is_told_of_and_the_same_dump_mends_it(
    length: int, ror_folder: Path, dump: Path
) -> None:
    (path,) = ror_folder.glob("*.idx")
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(Refusal) as refused:
        open_index(ror_folder)
    assert refused.value.code == "ror_index_damaged"
    assert import_dump(dump, ror_folder, at=AT).is_new  # although it is the version already in use
    assert open_index(ror_folder).record(ror(1)) is not None


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[1]", b'{"name": "test"}', b"\x00\xff" * 20])
def test_a_damaged_description_of_a_list_is_passed_over(
    spoilt: bytes, list_folder: Path, newer_list: Path, tmp_path: Path
) -> None:
    list_import(newer_list, list_folder, name="test", format="generic-csv", at=AT, may_shrink=True)
    path = list_folder / "test" / f"{newest(list_folder, 'test').stem}.json"
    path.write_bytes(spoilt)
    assert damaged(list_folder, "test") == [path]
    assert newest(list_folder, "test").rows == 1
    for other in (list_folder / "test").glob("*.json"):
        other.write_bytes(spoilt)
    # Without any intact snapshot, screening without the list would silently find nothing.
    assert list_names(list_folder) == ["test"]
    for read in (lambda: snapshots(list_folder, "test"), lambda: open_screener(list_folder)):
        with pytest.raises(Refusal) as refused:
            read()
        assert refused.value.code == "list_snapshot_damaged"
    assert list_import(newer_list, list_folder, name="test", format="generic-csv", at=AT, may_shrink=True)[1]
    assert newest(list_folder, "test").rows == 4_000


@pytest.mark.parametrize("length", [0, 5, 30, -1])
def test_damaged_listings_are_told_of_and_the_same_list_mends_them(
    length: int, list_folder: Path, tmp_path: Path
) -> None:
    kept = newest(list_folder, "test")
    path = list_folder / "test" / f"{kept.stem}.jsonl.gz"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(Refusal) as refused:
        list(listings(list_folder, kept))
    assert (refused.value.code, refused.value.params["file"]) == ("list_snapshot_damaged", path.name)
    assert list_import(tmp_path / "old.csv", list_folder, name="test", format="generic-csv", at=AT)[1]
    assert [one.names for one in listings(list_folder, newest(list_folder, "test"))] == [("Alpha Verken",)]


def test_commands_tell_of_a_damaged_list_and_go_on(list_folder: Path, newer_list: Path) -> None:
    list_import(newer_list, list_folder, name="other", format="generic-csv", at=AT)
    (path,) = (list_folder / "test").glob("*.json")
    path.write_bytes(b"")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "vidsyn", *arguments]
        variables = {"VIDSYN_DATA": str(list_folder.parent), "VIDSYN_LANG": "en", "PATH": "/usr/bin:/bin"}
        return subprocess.run(command, capture_output=True, text=True, timeout=120, env=variables)

    told = run("lists", "list")
    assert told.returncode == 0
    assert "other:" in told.stdout
    assert f"{path.name} is damaged" in told.stderr
    screened = run("match", "screen", "Alpha Verken")
    assert screened.returncode == 1
    assert "vidsyn lists import" in screened.stderr
    assert run("match", "screen", "Alpha Verken", "--lists", "other").returncode == 0

"""Shared by all tests. No mocks of our own code: real database, real files, real browser."""

from __future__ import annotations

import fcntl
import gettext
import inspect
import os
import shutil
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import TransactionTestCase
from django.utils.translation import trans_real
from hypothesis import settings

import vidsyn
from vidsyn.config import catalogue
from vidsyn.history import guard
from vidsyn.matching import import_dump

pytest_plugins = ["tests.house", "tests.lists"]

settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=300, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

if not catalogue.is_compiled():
    catalogue.compile_all()
    # Django has loaded the catalogues by now: make it load them again.
    gettext._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.clear()
    trans_real._default = None

# After a test that commits, the whole database is emptied, which the history's guard must allow.
_emptied = TransactionTestCase._fixture_teardown


def _emptied_past_the_guard(case: TransactionTestCase) -> None:
    guard.take_down()
    try:
        _emptied(case)
    finally:
        guard.put_up()


TransactionTestCase._fixture_teardown = _emptied_past_the_guard

ROOT = Path(__file__).resolve().parent.parent
VIDSYN = Path(vidsyn.__file__).parent


def pytest_unconfigure() -> None:
    """Delete the data folder that `tests.settings` created for this process."""
    shutil.rmtree(os.environ["VIDSYN_DATA"], ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_seals_of_other_tests() -> None:
    """A test's database is rolled back; the heads written beside it must not outlive it either."""
    shutil.rmtree(os.path.join(os.environ["VIDSYN_DATA"], "seals"), ignore_errors=True)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; tests that need it are marked `shared` and skip where it is missing."""
    folder = Path(os.environ.get("VIDSYN_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"real data is not here: set VIDSYN_SHARED_DATA (looked in {folder})")
    return folder


@pytest.fixture(scope="session")
def whole_ror(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A read-only folder with the index of the whole of ROR, built once however many processes run the tests."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = base / "whole-ror"
    with (base / "whole-ror.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            dump = next((shared_data / "matching").glob("ror-data-*.zip"))
            import_dump(dump, folder, at=datetime(2026, 1, 1, tzinfo=UTC))
    return folder


# Marks of tests that may skip everywhere.
EXCUSED = {"shared", "sqlite"}


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, None]:
    """With VIDSYN_NOTHING_SKIPS a skipped test fails, unless it needs external data or the other database."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.skipped and os.environ.get("VIDSYN_NOTHING_SKIPS") and not EXCUSED & set(item.keywords):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may skip: {report.longrepr}"


@pytest.fixture(autouse=True)
def whatever_is_recorded_has_words(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Check that every fact and field recorded in any test has a label: no page shows a raw name."""
    from vidsyn.history.models import HistoryEntry
    from vidsyn.history.recording import PART
    from vidsyn.wording.labels import fact_label, field_is_labelled

    wordless: set[str] = set()
    made = HistoryEntry.__init__

    def watched(entry: HistoryEntry, *values: object, **given: Any) -> None:
        made(entry, *values, **given)
        if given.get("fact") and _asked_by_vidsyn():
            fields = {*given.get("before", ()), *given.get("after", ())} - {PART}
            kind = given["subject_kind"]
            wordless.update(f"{kind}.{name}" for name in fields if not field_is_labelled(kind, name))
            if fact_label(given["fact"]) == given["fact"]:
                wordless.add(given["fact"])

    monkeypatch.setattr(HistoryEntry, "__init__", watched)
    yield
    assert not wordless, f"recorded without a label in wording: {sorted(wordless)}"


def _asked_by_vidsyn() -> bool:
    """Check that an operation records, not a test with an invented fact."""
    frame = inspect.currentframe()
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(VIDSYN) and path.name != "recording.py":
            return True
        if path.is_relative_to(ROOT / "tests") and path.name != "conftest.py":
            return False
        frame = frame.f_back
    return False

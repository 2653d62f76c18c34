"""What every test may use. No mocks of our own code: real database, real files, real browser."""

from __future__ import annotations

import gettext
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from django.test import TransactionTestCase
from django.utils.translation import trans_real
from hypothesis import settings

from vidsyn.plumbing import guard
from vidsyn.wording import catalogue

settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=300, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

if not catalogue.is_compiled():
    catalogue.compile_all()
    # Django has read the catalogues by now: let it read them again.
    gettext._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.clear()
    trans_real._default = None

# After a test that commits, the whole database is emptied: the one thing the history's guard must let pass.
_emptied = TransactionTestCase._fixture_teardown


def _emptied_past_the_guard(case: TransactionTestCase) -> None:
    guard.take_down()
    try:
        _emptied(case)
    finally:
        guard.put_up()


TransactionTestCase._fixture_teardown = _emptied_past_the_guard

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_seals_of_other_tests() -> None:
    """A test's database is rolled back; the heads written beside it must not outlive it either."""
    shutil.rmtree(os.path.join(os.environ["VIDSYN_DATA"], "seals"), ignore_errors=True)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; the tests that want it are marked `shared` and skip where it is missing."""
    folder = Path(os.environ.get("VIDSYN_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"real data is not here: set VIDSYN_SHARED_DATA (looked in {folder})")
    return folder


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, None]:
    """With VIDSYN_NOTHING_SKIPS a skipped test fails, unless it needs real data from outside."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.skipped and os.environ.get("VIDSYN_NOTHING_SKIPS") and "shared" not in item.keywords:
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may skip: {report.longrepr}"

"""A backup is due once its last day has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vidsyn import here
from vidsyn.keeping.backups.held import Held


@pytest.mark.parametrize(("days", "is_due"), [(-1, True), (0, False), (1, False)])
def test_a_backup_is_due_the_day_after_its_last(days, is_due) -> None:
    last = here.today() + timedelta(days=days)
    assert Held("a.zip", "2026-01-01T00:00:00", last.isoformat()).is_due is is_due

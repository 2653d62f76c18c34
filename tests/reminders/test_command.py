"""`vidsyn today`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from vidsyn.cli.main import main

from .conftest import START, months

pytestmark = pytest.mark.django_db(transaction=True)


def test_today_as_json_is_rows_and_nothing_else(house):
    house.agreements([(f"DNR {n}", {"ends_on": months(1 + n), "owner": "owner"}) for n in range(9)])
    command = ["today", "--as", "owner@example.org", "--on", START.isoformat(), "--json"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert len(rows) == 7
    first = {name: rows[0][name] for name in ("matter", "number", "due_on")}
    assert first == {"matter": "ends", "number": "DNR 0", "due_on": months(1).isoformat()}
    everything = json.loads(CliRunner().invoke(main, [*command, "--all"]).stdout)
    assert len(everything) == 10

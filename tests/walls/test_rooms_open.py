"""Rooms announce themselves: opening them imports every module that registers something; nobody else has to."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import vidsyn

PACKAGE = Path(vidsyn.__file__).parent
ROOT = PACKAGE.parents[1]
OFFERS = ("queries", "operations", "jobs")
ONE_ALONE = """
import sys
import django
django.setup()
import vidsyn.agreements.operations.requesting
from vidsyn.acts.named_things import taken
taken({}, subject=None, held=set())
print(*sys.modules)
"""


def offered() -> set[str]:
    """Every module below the rooms' queries, operations and jobs."""
    paths = (path for offer in OFFERS for path in PACKAGE.glob(f"*/{offer}/**/*.py"))
    names = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in paths}
    return {name.removesuffix(".__init__") for name in names if not name.startswith("vidsyn.web.")}


def test_an_operation_imported_alone_knows_what_every_room_announces() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ONE_ALONE],
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"{PACKAGE.parent}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert offered() - set(done.stdout.split()) == set()


@pytest.mark.parametrize("offer", OFFERS)
def test_what_a_room_offers_is_imported_from_where_it_is_defined(offer: str) -> None:
    passing_on = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.glob(f"*/{offer}/__init__.py")
        for statement in ast.parse(path.read_text("utf-8")).body
        if not isinstance(statement, ast.Expr)
    ]
    assert not passing_on, "leave only the docstring, and import from the modules that define"

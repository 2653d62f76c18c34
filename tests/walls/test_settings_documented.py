"""Every variable that the code reads is documented, and every documented one is read."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"\bVIDSYN_[A-Z]+(?:_[A-Z]+)*\b")


def named(*places: str) -> set[str]:
    texts = (path.read_text() for place in places for path in ROOT.glob(place) if path.is_file())
    return {name for text in texts for name in NAME.findall(text)}


# `VIDSYN_OIDC_{name}` is read piece by piece; the settings' docstring spells the names out.
IN_CODE = named("src/vidsyn/**/*.py", "frontend/*.mjs") - {"VIDSYN_OIDC"}
FOR_TESTS = named("tests/**/*.py", ".ci/*", "benchmarks/*.py")
DOCS = named("docs/*.md", "README.md", "CONTRIBUTING.md")


def test_every_variable_is_documented():
    assert set() == IN_CODE - DOCS


def test_every_setting_stands_where_one_looks_for_it():
    looked_for = named("docs/start.md", "docs/sign-in.md", "CONTRIBUTING.md")
    assert IN_CODE - looked_for == set()


def test_nothing_is_documented_that_nothing_reads():
    assert set() == DOCS - IN_CODE - FOR_TESTS

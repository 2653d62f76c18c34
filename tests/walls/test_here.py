"""Today's date and the language spoken are read in one place, `vidsyn.here`, so that both mean one thing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import vidsyn

PACKAGE = Path(vidsyn.__file__).parent
# A library without Django tells the day by the machine it runs on.
ELSEWHERE = {"here.py", "matching/streaming.py"}


def _read_by_themselves(tree: ast.AST) -> Iterator[int]:
    """Lines that ask Django or the machine what day it is or which language is active.

    `localdate(moment)` and `date()` of a given moment are something else: the day of that moment.
    """
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)) and any(
            alias.name in {"get_language", "localdate"} for alias in node.names
        ):
            yield node.lineno
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        asked, of = node.func.attr, ast.unparse(node.func.value)
        now = of.startswith(("datetime.now(", "timezone.now(", "datetime.datetime.now("))
        if (
            (asked in {"get_language", "localdate"} and not node.args)
            or (asked == "today" and of.split(".")[-1] in {"date", "datetime"})
            or (asked == "date" and now)
        ):
            yield node.lineno


def test_nobody_asks_for_the_day_or_the_language_past_here():
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).as_posix() not in ELSEWHERE and "migrations" not in path.parts
        for line in _read_by_themselves(ast.parse(path.read_text("utf-8")))
    ]
    assert not found, "use here.today() or here.language(): " + ", ".join(found)

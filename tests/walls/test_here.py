"""Today's date and the active language are determined in one place, `vidsyn.here`, so that they are consistent."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import vidsyn

PACKAGE = Path(vidsyn.__file__).parent
# A library without Django uses the machine's own date.
ELSEWHERE = {"here.py", "matching/streaming.py"}


def _read_by_themselves(tree: ast.AST) -> Iterator[int]:
    """Yield lines that ask Django or the machine for today's date or the active language.

    `localdate(moment)` and `date()` of a given moment are allowed: the date of that moment.
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

"""Pages call operations by name, through the API's reader: each name and argument exists."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import vidsyn.web
from vidsyn.acts.calls import operations

PAGES = Path(vidsyn.web.__file__).parent
# Arguments every page may give besides the operation's own; see `vidsyn.web.shell.performing`.
ALWAYS = {"expected_version"}
# The functions that take an operation's name, and its place among their arguments.
_NAMED_AT = {"perform": 1, "erase_page": 3}
# One answer for all may represent more values than a request may contain.
BY_HAND = {"import_conflicts_decide"}


def performed() -> Iterator[tuple[str, int, str, set[str]]]:
    """Yield every call that names an operation literally: location, name, literal arguments."""
    for path in sorted(PAGES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            place = _NAMED_AT.get(getattr(node.func, "id", "")) if isinstance(node, ast.Call) else None
            if place is None:
                continue
            name = node.args[place]
            if isinstance(name, ast.Constant):
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                yield str(path.relative_to(PAGES)), node.lineno, name.value, given


def test_every_call_names_an_operation_and_what_it_takes():
    takes = {name: {p.name for p in one.parameters()} | ALWAYS for name, one in operations().items()}
    calls = list(performed())
    assert len(calls) > 70
    assert not [call for call in calls if call[2] not in takes or not call[3] <= takes[call[2]]]


def test_tables_of_pages_name_operations():
    from vidsyn.web.agreements import parts
    from vidsyn.web.agreements import steps as agreement_steps
    from vidsyn.web.collaborations import steps as collaboration_steps

    named = set(agreement_steps.STEPS) | {row[2] for row in collaboration_steps.STEPS.values()}
    named |= {row[1] for table in (parts._CLOSINGS, parts._ERASURES) for row in table.values()}
    assert named <= set(operations())


@pytest.mark.parametrize("area", [m.name for m in pkgutil.walk_packages([str(PAGES)], "vidsyn.web.")])
def test_no_page_calls_an_operation_past_the_reader(area):
    module = importlib.import_module(area)
    functions = {operation.function for operation in operations().values()}
    held = {name for name, value in vars(module).items() if callable(value) and value in functions}
    assert held <= BY_HAND

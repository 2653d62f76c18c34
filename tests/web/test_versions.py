"""What a page does on a thing that somebody looked at says which version that was."""

import ast
from collections.abc import Iterator
from pathlib import Path

import vidsyn.web
from vidsyn.acts.calls import operations

PLACES = ("expected_version", "expected_versions")
# Adds a row, and overwrites nothing that somebody else wrote.
ADDS = {"collaboration_partner_add"}


def without_version() -> Iterator[str]:
    """Calls in the pages' code that leave out the version their operation takes; `**data` may carry it."""
    takes = {
        operation.name: each.name
        for operation in operations().values()
        for each in operation.parameters()
        if each.name in PLACES
    }
    for path in sorted(Path(vidsyn.web.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = {keyword.arg for keyword in node.keywords}
            if name in takes.keys() - ADDS and given.isdisjoint({takes[name], None}):
                yield f"{path.name}:{node.lineno}: {name}"


def test_every_page_sends_the_version_that_its_operation_takes() -> None:
    assert not list(without_version())

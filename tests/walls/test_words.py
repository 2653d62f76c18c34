"""Every code has its sentence, every vocabulary word its label, every message its Swedish."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import vidsyn
from vidsyn.acts.operations import REGISTRY
from vidsyn.config import catalogue
from vidsyn.kernel.rooms import open_rooms
from vidsyn.wording.refusals import sentences

PACKAGE = Path(vidsyn.__file__).parent


def modules(ending: str) -> Iterator[str]:
    for module in pkgutil.walk_packages([str(PACKAGE)], "vidsyn."):
        if module.name.endswith(ending):
            yield module.name


def refusal_codes() -> Iterator[tuple[str, str]]:
    """Yield every literal code in a call of `Refusal`, with its location."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal" and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value), f"{path.relative_to(PACKAGE)}:{node.lineno}"


def test_every_refusal_code_has_a_sentence():
    known = sentences()
    missing = {f"{code} ({place})" for code, place in refusal_codes() if code not in known}
    assert not missing


def test_every_code_kept_as_an_enum_has_a_sentence():
    known = sentences()
    for name in modules(".vocabulary"):
        for word in vars(importlib.import_module(name)).values():
            if isinstance(word, type) and issubclass(word, StrEnum) and word.__name__.endswith("RefusalCode"):
                assert {str(code) for code in word} <= set(known), name


def test_every_message_in_the_code_has_its_swedish():
    swedish = catalogue.read()
    lacking = []
    for context, message in catalogue.used():
        entry = swedish.get(message[0] if isinstance(message, tuple) else message, context)
        if entry is None or entry.fuzzy or not entry.string or not all(entry.string):
            lacking.append(message)
    assert not lacking


@pytest.mark.parametrize("ending", [".facts"])
def test_every_fact_an_operation_records_is_a_fact_of_some_room(ending):
    open_rooms()
    facts = {
        str(fact)
        for name in modules(ending)
        for word in vars(importlib.import_module(name)).values()
        if isinstance(word, type) and issubclass(word, StrEnum)
        for fact in word
    }
    assert {fact for operation in REGISTRY.values() for fact in operation.records} <= facts


def test_every_operation_says_what_it_does_and_is_tried_by_a_test():
    open_rooms()
    tests = "\n".join(path.read_text() for path in (PACKAGE.parents[1] / "tests").rglob("*.py"))
    silent = [name for name, operation in REGISTRY.items() if not operation.summary]
    untried = [name for name in REGISTRY if name not in tests]
    assert (silent, untried) == ([], [])

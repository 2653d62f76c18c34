"""Deleting an upper room leaves everything below it working: no room knows those above it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from tests.walls.without_rooms import PACKAGE, copy_without, floors, tried

from vidsyn.history.models import Record

FLOORS = floors()
DOORS_AND_ABOVE = set().union(*FLOORS[: FLOORS.index({"reads"}) + 1])
UPPER = ("sample", "reactions", "register", "intake", "reminders", "agreements", "collaborations", "partners")


def above(room: str) -> set[str]:
    """Return everything on the floors above a room's."""
    floor = next(number for number, rooms in enumerate(FLOORS) if room in rooms)
    return set().union(*FLOORS[:floor])


def test_no_room_names_a_kind_of_thing_of_a_room_above_it() -> None:
    kinds = {model.KIND: room_of(model) for model in apps.get_models() if issubclass(model, Record)}
    named = {
        f"{room}: {kind}"
        for room in {*kinds.values()} - {"history", "acts", "later"}
        for kind in strings_in(room) & set(kinds)
        if kinds[kind] in above(room)
    }
    assert named == set()


def room_of(model: type) -> str:
    return model.__module__.split(".")[1]


def strings_in(room: str) -> set[str]:
    """Return every string literal in the code of a room."""
    return {
        node.value
        for path in (PACKAGE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_what_is_left_without_everything_that_reads_agreements_can_be_imported(tmp_path: Path) -> None:
    done = tried(copy_without(above("agreements"), tmp_path), "imports")
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("room", ["the doors", *UPPER])
def test_without_a_room_and_those_above_it_the_rest_is_whole_and_can_be_used(
    room: str, tmp_path: Path
) -> None:
    gone = DOORS_AND_ABOVE if room == "the doors" else above(room) | {room}
    done = tried(copy_without(gone, tmp_path), "use")
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.split()[0] == "people"
    assert room not in done.stdout.split()

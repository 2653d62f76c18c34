"""The same list, planned twice and carried out by two processes at once: everything comes in once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

ROWS = 3


def planned_twice() -> dict[str, Any]:
    from vidsyn.intake.operations.planning import import_plan
    from vidsyn.intake.vocabulary import ListKind
    from vidsyn.people.actors import local_operator

    mark = uuid4().hex[:10]
    rows = [f"{mark}-{n};Samarbetspartner {mark};Norge" for n in range(ROWS)]
    content = "\n".join(["Diarienummer;Partner;Land", *rows]).encode()
    first, second = (
        import_plan(kind=ListKind.AGREEMENTS, file_name="l.csv", content=content, actor=local_operator())
        for _who in range(2)
    )
    return {"first": str(first.pk), "second": str(second.pk), "mark": mark}


def carry_out(act: str) -> Callable[[], Any]:
    from vidsyn.intake.jobs import import_carry_out
    from vidsyn.intake.models import Import
    from vidsyn.people.actors import local_operator

    found = Import.objects.get(pk=act)
    return lambda: import_carry_out(found, local_operator())


def once(mark: str, outcomes: list[str], **_acts: str) -> None:
    from vidsyn.agreements.models import Agreement
    from vidsyn.partners.models import Partner

    assert Agreement.objects.filter(register_number__startswith=mark).count() == ROWS
    assert Partner.objects.filter(names__name__contains=mark).distinct().count() == 1
    assert outcomes == ["done", "done"]


def test_a_list_planned_by_two_comes_in_once(arena, rounds) -> None:  # type: ignore[no-untyped-def]
    acts = [(carry_out, "first"), (carry_out, "second")]
    arena.race(prepare=planned_twice, acts=acts, holds=once, rounds=rounds)

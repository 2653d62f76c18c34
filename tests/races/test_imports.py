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
    # Nothing but chance: names with a word in common may be alike, and wait for a person to judge them.
    partner = f"{mark}{uuid4().hex}"
    rows = [f"{mark}-{n};{partner};Norge" for n in range(ROWS)]
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


def carried_out() -> dict[str, Any]:
    """A list that has come in, and the first thing it brought."""
    from vidsyn.agreements.models import Agreement

    made = planned_twice()
    carry_out(made["first"])()
    thing = Agreement.objects.filter(register_number__startswith=made["mark"]).order_by("pk")[0]
    return {"act": made["first"], "agreement": str(thing.pk), "mark": made["mark"]}


def undo(act: str) -> Callable[[], Any]:
    from vidsyn.intake.models import Import
    from vidsyn.intake.operations.undoing import import_undo
    from vidsyn.people.actors import local_operator

    found = Import.objects.get(pk=act)
    return lambda: import_undo(act=found, reason="R", actor=local_operator())


def edit(agreement: str) -> Callable[[], Any]:
    from vidsyn.agreements.models import Agreement
    from vidsyn.agreements.operations.editing import agreement_update
    from vidsyn.people.actors import local_operator

    found = Agreement.objects.get(pk=agreement)
    return lambda: agreement_update(agreement=found, title_sv="Ny", actor=local_operator())


def edited_or_undone(act: str, agreement: str, mark: str, outcomes: list[str]) -> None:
    """What somebody has changed stays and is marked; what has been taken out is changed by nobody."""
    from vidsyn.agreements.models import Agreement
    from vidsyn.intake.models import Import
    from vidsyn.intake.vocabulary import ActState

    found, brought = Agreement.objects.get(pk=agreement), Import.objects.get(pk=act)
    is_kept = found.voided_at is None
    assert outcomes[0] == "done"
    assert brought.state == ActState.UNDONE
    assert is_kept == (outcomes[1] == "done") == (found.title_sv == "Ny"), outcomes
    assert brought.rows.filter(kept=True).count() == is_kept
    left = Agreement.objects.filter(register_number__startswith=mark, voided_at=None)
    assert left.count() == is_kept, "all the others are gone"


def test_a_list_is_undone_while_a_row_of_it_is_edited(arena, rounds) -> None:  # type: ignore[no-untyped-def]
    acts = [(undo, "act"), (edit, "agreement")]
    ends = arena.race(prepare=carried_out, acts=acts, holds=edited_or_undone, rounds=rounds)
    assert {edited for _undone, edited in ends} <= {"done", "refused gone_meanwhile"}

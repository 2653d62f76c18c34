"""What only the tests of the intake use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vidsyn.intake.jobs import import_carry_out
from vidsyn.intake.models import Import
from vidsyn.intake.operations.planning import import_plan
from vidsyn.intake.vocabulary import ListKind
from vidsyn.people.actors import Actor, local_operator


@pytest.fixture
def operator() -> Actor:
    """The office's rights."""
    return local_operator()


@pytest.fixture
def bring(operator, school, ror) -> Callable[..., Import]:
    """Plan and carry out a list."""

    def bring(content, kind=ListKind.AGREEMENTS, settings=None):
        act = import_plan(
            kind=kind, file_name="lista.xlsx", content=content, settings=settings, actor=operator
        )
        return import_carry_out(act, operator)

    return bring

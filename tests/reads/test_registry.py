"""Lists and things are read by those whose scope lets them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vidsyn.kernel.refusals import Refusal
from vidsyn.people.actors import local_operator
from vidsyn.reads.registry import read_of


@pytest.mark.parametrize("paged", [True, False])
def test_without_the_scope_nothing_is_read(paged) -> None:
    viewer = replace(local_operator(), scopes=frozenset())
    with pytest.raises(Refusal, match="scope_missing"):
        read_of("partners", paged=paged).ask(viewer, {}, "x")

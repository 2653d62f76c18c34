"""What only the tests of the intake use."""

from __future__ import annotations

import pytest

from vidsyn.people.actors import Actor, local_operator


@pytest.fixture
def operator() -> Actor:
    """The office's rights."""
    return local_operator()

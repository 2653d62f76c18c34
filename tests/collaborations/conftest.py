"""What only the tests of collaborations use."""

from __future__ import annotations

import pytest

from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.vocabulary import Purpose


@pytest.fixture
def potential(house) -> Collaboration:
    """A newly registered collaboration."""
    return collaboration_register(
        title="Åldrande broar",
        partner_name="Universitetet i Exempelstad",
        purposes=(Purpose.EXCELLENCE,),
        actor=house.actor("researcher"),
    )

"""The history of a note is read by those who read the note: the unit it was written for and the office."""

import pytest

from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.operations.notes import partner_note_add, partner_note_update
from vidsyn.people.queries.history import history_of

pytestmark = pytest.mark.django_db


def test_the_earlier_text_of_another_units_note_is_not_read(house, partner):
    coordinator = house.actor("coordinator")
    note = partner_note_add(partner=partner, text="först", unit=house.units["abe"], actor=coordinator)
    partner_note_update(note=note, text="sedan", actor=coordinator)
    for reader in ("coordinator", "office"):
        assert len(history_of(house.actor(reader), note)) == 2
    for other in ("neighbour", "reader", "adviser"):
        with pytest.raises(Refusal, match="not_allowed"):
            history_of(house.actor(other), note)

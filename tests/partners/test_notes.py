"""A note is read by the unit it was written for and by the office, in its history as on the page."""

import pytest
from tests.house import TODAY

from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.operations.notes import partner_note_add, partner_note_update
from vidsyn.partners.queries.partners import partner_story
from vidsyn.people.queries.history import history_of

pytestmark = pytest.mark.django_db


def test_another_units_note_is_read_nowhere(house, partner):
    note = partner_note_add(
        partner=partner, text="först", unit=house.units["abe"], actor=house.actor("coordinator")
    )
    partner_note_update(note=note, text="sedan", actor=house.actor("coordinator"))
    for reader in ("coordinator", "office"):
        viewer = house.actor(reader)
        assert [one.text for one in partner_story(viewer, partner.reference, on=TODAY).notes] == ["sedan"]
        assert len(history_of(viewer, note)) == 2
    for other in ("neighbour", "reader", "adviser"):
        viewer = house.actor(other)
        assert list(partner_story(viewer, partner.reference, on=TODAY).notes) == []
        with pytest.raises(Refusal):
            history_of(viewer, note)

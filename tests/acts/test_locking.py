"""A second save never overwrites what its person was not shown."""

import pytest

from vidsyn.acts.locking import locked
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.operations.partners import partner_update

pytestmark = pytest.mark.django_db


def test_the_second_of_two_edits_is_told_what_changed(house, partner):
    looked_at, office = partner.version, house.actor("office")
    partner_update(partner=partner, city="Bergen", expected_version=looked_at, actor=office)
    with pytest.raises(Refusal) as no:
        partner_update(partner=partner, city="Oslo", expected_version=looked_at, actor=office)
    assert no.value.code == "changed_since"
    assert [change["after"] for change in no.value.params["changes"]] == [{"city": "Bergen"}]
    partner.refresh_from_db()
    assert partner.city == "Bergen"


def test_without_a_version_the_row_is_taken_as_it_is(partner):
    assert locked(partner).pk == partner.pk

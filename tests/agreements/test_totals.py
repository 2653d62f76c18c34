"""A total kept in memory is what the list holds, after each thing that happens."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from tests.agreements.steps import sign_all, to_signature
from tests.house import TODAY

from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.queries import places
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.agreements.queries.lists import agreement_list, agreements_counted
from vidsyn.agreements.queries.places import agreement_countries
from vidsyn.agreements.vocabulary import Status
from vidsyn.kernel.actors import Door
from vidsyn.partners.operations.partners import partner_update
from vidsyn.people.actors import local_operator
from vidsyn.people.operations.closing import person_deactivate
from vidsyn.people.operations.units import unit_move

pytestmark = pytest.mark.django_db

DAYS = (TODAY, date(2027, 6, 1))
FILTERS = (
    AgreementFilter(),
    AgreementFilter(status=(Status.IN_FORCE, Status.UPCOMING)),
    AgreementFilter(country="FI"),
    AgreementFilter(unit="abe"),
    AgreementFilter(owner="none"),
    AgreementFilter(unlinked=True),
    AgreementFilter(editable=True),
    AgreementFilter(text="avtal"),
)


def totals(house) -> list[int]:
    """Every list's total, as kept, once seen to be what the database counts now."""
    found = []
    for name in house.people:
        viewer = house.actor(name)
        for wanted in FILTERS:
            for day in DAYS:
                total = agreement_list(viewer, wanted, on=day).total
                assert total == agreements_counted(viewer, wanted, day).count(), (name, wanted, day)
                found.append(total)
        now: Counter[str] = Counter()
        for half in places._in_two(viewer, DAYS[1]):
            now.update(dict(half.build(*half.given)))
        assert agreement_countries(viewer, on=DAYS[1]) == {code: n for code, n in now.items() if code}
    return found


def test_totals_follow_what_happens(house, requested, imported, partner):
    office = local_operator(Door.WEB)
    seen = [totals(house)]

    def after(_done: object) -> None:
        seen.append(totals(house))
        assert seen[-1] != seen[-2]

    to_signature(requested, house)
    seen.append(totals(house))
    after(sign_all(requested, house))
    after(partner_update(partner=partner, country="FI", actor=office))
    person_deactivate(person=house.people["researcher"], actor=office)
    seen.append(totals(house))
    after(unit_move(unit=house.units["real"], parent=house.units["sci"], actor=office))


def test_the_signed_and_the_others_are_all_that_is_seen(house, requested, imported):
    for name in house.people:
        viewer = house.actor(name)
        parts = [Agreement.objects.filter(q) for q in (access.signed(viewer), access.on_the_way(viewer))]
        keys = [row.pk for rows in parts for row in rows]
        assert len(keys) == len(set(keys))
        assert set(keys) == {row.pk for row in Agreement.objects.filter(access.visible_to(viewer))}

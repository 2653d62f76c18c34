"""Totals and counts in memory are what the database counts, after each operation there is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests.api.sample_arguments import sample_arguments
from tests.erasure.arguments import WORKING

from vidsyn.acts.calls import call, operations
from vidsyn.agreements.queries.filtering import AgreementFilter
from vidsyn.agreements.queries.lists import agreement_list
from vidsyn.agreements.queries.places import agreement_countries
from vidsyn.collaborations.queries.filtering import CollaborationFilter
from vidsyn.collaborations.queries.lists import collaboration_list
from vidsyn.collaborations.queries.places import collaboration_countries
from vidsyn.kernel.actors import Door
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.partners.queries.partners import PartnerFilter, partner_countries, partner_list
from vidsyn.people.actors import Actor, actor_of, local_operator
from vidsyn.people.queries.persons import persona_list
from vidsyn.reminders.queries.today import today
from vidsyn.rows.counts import forget_answers
from vidsyn.sample.loading import sample_load

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AGREEMENTS = (
    AgreementFilter(),
    AgreementFilter(country="FI"),
    AgreementFilter(unit="abe"),
    AgreementFilter(unlinked=True),
    AgreementFilter(editable=True),
)
COLLABORATIONS = (CollaborationFilter(), CollaborationFilter(unit="abe"), CollaborationFilter(country="FI"))
PARTNERS = (PartnerFilter(), PartnerFilter(countries=("FI",)), PartnerFilter(linked=True))


def totals(viewer: Actor, on: date) -> dict[str, Any]:
    """What a viewer is told of the register in numbers."""
    return {
        **{f"agreements {n}": agreement_list(viewer, one, on=on).total for n, one in enumerate(AGREEMENTS)},
        **{
            f"collaborations {n}": collaboration_list(viewer, one).total
            for n, one in enumerate(COLLABORATIONS)
        },
        **{f"partners {n}": partner_list(viewer, one).total for n, one in enumerate(PARTNERS)},
        "agreement countries": agreement_countries(viewer, on=on),
        "collaboration countries": collaboration_countries(viewer),
        "partner countries": partner_countries(viewer),
        "today": [(str(row.matter), row.count) for row in today(viewer, on).rows if row.count],
    }


def test_no_operation_leaves_a_total_behind():
    on = timezone.localdate()
    sample_load(actor=local_operator(), on=on)
    everybody = {person.email.partition("@")[0]: person for person in persona_list()}
    office = actor_of(everybody["kansliet"], door=Door.WEB, on=on)
    viewers = [office, actor_of(everybody["koordinator.abe"], door=Door.WEB, on=on)]
    behind, done = {}, []
    for name, operation in sorted(operations().items()):
        with transaction.atomic():
            try:
                given = sample_arguments(operation) | WORKING.get(name, dict)()
                for viewer in viewers:
                    totals(viewer, on)
                call(name, given, actor=office)
            except (Refusal, Refusals):
                pass
            else:
                done.append(name)
                told = [totals(viewer, on) for viewer in viewers]
                forget_answers()
                counted = [totals(viewer, on) for viewer in viewers]
                if told != counted:
                    behind[name] = [
                        (key, before[key], now[key])
                        for before, now in zip(told, counted, strict=True)
                        for key in now
                        if before[key] != now[key]
                    ]
            transaction.set_rollback(True)
    assert behind == {}
    assert len(done) > 90

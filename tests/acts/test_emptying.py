"""What may be left empty can be emptied again, by one word in every operation that edits: `clear`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import models, transaction
from django.utils import timezone

from vidsyn.acts.calls import call, operations
from vidsyn.acts.emptying import emptied
from vidsyn.acts.operations import Operation
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.collaborations.logic import catalogues
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.activities import activity_add
from vidsyn.history.models import HistoryEntry, Record
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.models import Contact, Network, NetworkMembership, NetworkPhase, Partner
from vidsyn.people.actors import local_operator
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db
OFFICE = local_operator()
DAY = date(2031, 5, 17)
# Not of the thing edited itself.
BESIDE = {"reason", "expected_version", "clear"}


def edits() -> list[tuple[str, str]]:
    """Every operation that edits, with each of its fields that may be empty."""
    found = []
    for name, operation in operations().items():
        if name.endswith("_update"):
            found += [(name, field.name) for field in _nullable(operation)]
    return found


def _thing(operation: Operation) -> type[Record]:
    first = operation.parameters()[0].annotation
    assert issubclass(first, Record)
    return first


def _nullable(operation: Operation) -> list[Any]:
    taken = {parameter.name for parameter in operation.parameters()[1:]} - BESIDE
    fields = [field for field in _thing(operation)._meta.concrete_fields if field.name in taken]
    # Text is emptied by empty text.
    return [field for field in fields if field.null and not isinstance(field, models.CharField)]


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        sample_load(actor=OFFICE, on=timezone.localdate())
        network, partner = Network.objects.all()[0], Partner.objects.all()[0]
        NetworkMembership.objects.create(network=network, partner=partner, starts_on=date(2001, 1, 1))
        NetworkPhase.objects.create(network=network, name="Fas", starts_on=date(2020, 1, 1))
        Contact.objects.create(partner=partner, name="Någon")
        activity_add(
            collaboration=Collaboration.objects.filter(status="ongoing")[0],
            kind=next(iter(catalogues.kinds())),
            title="Något",
            actor=OFFICE,
        )
        yield
        transaction.set_rollback(True)


def _value(field: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        rows = field.related_model._default_manager.all()
        return str((_frameworks() if field.name == "framework" else rows)[0].pk)
    if isinstance(field, models.DateField):
        return DAY.isoformat()
    return {"DecimalField": "12.50", "BooleanField": True}[field.get_internal_type()]


# What has to be said with a field for it to be taken.
WITH = {"amount": {"currency": "SEK"}, "confidential": {"confidentiality_ground": "OSL"}}


@pytest.mark.parametrize(("name", "field"), edits())
def test_a_field_that_may_be_empty_is_set_emptied_and_read_back(sample, name, field):
    operation = operations()[name]
    thing = _chosen(_thing(operation), field)
    column = thing._meta.get_field(field)
    word = operation.parameters()[0].name
    given = {word: str(thing.pk), field: _value(column), **WITH.get(field, {})}
    call(name, json.dumps(given), actor=OFFICE)
    thing.refresh_from_db()
    assert getattr(thing, column.attname) not in (None, "")
    call(name, json.dumps({word: str(thing.pk)}), actor=OFFICE)
    thing.refresh_from_db()
    assert getattr(thing, column.attname) not in (None, ""), "left out is not emptied"
    before = HistoryEntry.objects.count()
    call(name, json.dumps({word: str(thing.pk), "clear": [field]}), actor=OFFICE)
    thing.refresh_from_db()
    assert getattr(thing, column.attname) is None
    assert HistoryEntry.objects.count() > before


def _chosen(model: type[Record], field: str) -> Any:
    rows = model._default_manager.all()
    names = {column.name for column in model._meta.concrete_fields}
    for closed in ("voided_at", "erased_at", "merged_into"):
        rows = rows.filter(**{closed: None}) if closed in names else rows
    rows = rows.exclude(starts_on__gte=DAY) if "starts_on" in names else rows
    if field == "starts_on":
        rows = rows.filter(ends_on=None)
    rows = rows.exclude(pk__in=_frameworks()) if model is Agreement else rows
    return rows.filter(active=True)[0] if "active" in names else rows[0]


def _frameworks() -> Any:
    frameworks = [code for code, kind in agreement_kinds().items() if kind.framework]
    return Agreement.objects.filter(kind__in=frameworks)


@pytest.mark.parametrize("name", [name for name, _field in dict(edits()).items()])
def test_what_cannot_be_emptied_is_refused_and_not_passed_over(sample, name):
    operation = operations()[name]
    thing = _chosen(_thing(operation), "")
    given = {operation.parameters()[0].name: str(thing.pk), "clear": ["nonsens"]}
    with pytest.raises(Refusal, match="field_not_one_of"):
        call(name, json.dumps(given), actor=OFFICE)


def test_an_amount_goes_with_its_currency(sample):
    phase = NetworkPhase.objects.all()[0]
    NetworkPhase.objects.filter(pk=phase.pk).update(amount=Decimal("1.00"), currency="EUR")
    call("network_phase_update", json.dumps({"phase": str(phase.pk), "clear": ["amount"]}), actor=OFFICE)
    phase.refresh_from_db()
    assert (phase.amount, phase.currency) == (None, "")


def test_what_may_not_be_empty_is_not_emptied_by_its_name():
    with pytest.raises(Refusal) as no:
        emptied(("kind",), {"level": ""})
    assert no.value.code == "cannot_be_cleared"

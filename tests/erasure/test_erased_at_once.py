"""Each kind of person without an account is in no table once erased: the quick part of the long run.

The bytes of the database and the files are tested in `test_erased_everywhere.py`.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils import timezone
from tests.erasure.contacts import KINDS, plant_contacts

from vidsyn.acts.calls import call
from vidsyn.people.actors import local_operator
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any):
    """The sample register with one person of each kind, rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        sample_load(actor=local_operator(), on=timezone.localdate())
        yield {one["operation"]: one for one in plant_contacts()}
        transaction.set_rollback(True)


def in_columns(word: str) -> list[str]:
    """Return every column of text or JSON that contains the word."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        texts = [field for field in model._meta.concrete_fields if _is_text(field)]
        for field in texts:
            rows = model._base_manager.annotate(as_text=Cast(field.name, models.TextField()))
            if rows.filter(as_text__icontains=word).exists():
                found.append(f"{model._meta.label}.{field.name}")
    return found


def _is_text(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, (models.CharField, models.TextField, models.JSONField))


@pytest.mark.parametrize("operation", KINDS)
def test_whoever_has_no_account_is_in_no_column(operation, planted):
    one = planted[operation]
    assert len(in_columns(one["word"])) > 3
    given = {one["argument"]: one["id"], "reason": "begärd", "everywhere": True}
    call(operation, json.dumps(given), actor=local_operator())
    assert in_columns(one["word"]) == []


def test_the_opinion_of_somebody_who_is_erased_stays(planted):
    from vidsyn.agreements.models import ReviewOpinion
    from vidsyn.agreements.vocabulary import Opinion

    opinion = ReviewOpinion.objects.get(pk=planted["agreement_reviewer_erase"]["id"])
    assert (opinion.opinion, opinion.given_on) == (Opinion.ADVISES_AGAINST, timezone.localdate())

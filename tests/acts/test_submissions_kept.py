"""A key is taken exactly when the change is kept, also where the database refuses as late as at commit."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from vidsyn.acts.models import Submission
from vidsyn.acts.submissions import Submitted, claim, kept_if_committed, settle, submitted
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import UnitKind


def _once(parent_id):
    """What an operation does; the reference to the parent is looked at when it is committed."""
    with kept_if_committed(), transaction.atomic():
        claim("unit_create", local_operator())
        Unit.objects.create(
            code="a", name_sv="A", name_en="A", kind=UnitKind.SCHOOL, path="a/", parent_id=parent_id
        )
        settle(None, shown_once=False)


@pytest.mark.django_db(transaction=True)
def test_what_fails_at_commit_takes_its_key_the_second_time():
    sent = Submitted("key", "digest", lambda _result: {"done": True})
    with submitted(sent):
        with pytest.raises(IntegrityError):
            _once(uuid4())
        assert (sent.row, sent.answered) == (None, None)
        _once(None)
    assert sent.answered == {"done": True}
    assert Submission.objects.get().answer == {"done": True}

"""What an operation is given is read again before it begins: what changed since the look-up is what it works on."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vidsyn.acts.named_things import taken
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.people.models import Unit

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Share:
    unit: Unit
    part: int


def unit(code: str) -> Unit:
    return Unit.objects.create(code=code, name_sv="Före", name_en="X", kind="school", path=f"{code}/")


def given(**arguments):
    return taken(arguments, subject=None, held=set())


def test_what_changed_since_the_look_up_is_given_as_it_is_now_wherever_it_is_named():
    units = [unit(code) for code in "abc"]
    Unit.objects.update(name_sv="Efter")
    found = given(one=units[0], several=(units[1],), shares=[Share(units[2], 3)])
    assert found["one"].name_sv == "Efter"
    assert [one.name_sv for one in found["several"]] == ["Efter"]
    assert [(share.unit.name_sv, share.part) for share in found["shares"]] == [("Efter", 3)]


def test_what_has_not_changed_is_the_very_object():
    one = unit("a")
    assert given(one=one)["one"] is one


def test_things_are_locked_in_the_order_of_their_keys_however_they_are_named():
    units = [unit(code) for code in "abc"]
    with CaptureQueriesContext(connection) as captured:
        given(one=units[2], other=units[0], third=units[1])
    [statement] = [query["sql"] for query in captured if "people_unit" in query["sql"]]
    assert 'ORDER BY "people_unit"."id" ASC' in statement


def test_what_is_gone_is_refused_by_its_argument():
    one, other = unit("a"), unit("b")
    Unit.objects.filter(pk=other.pk).delete()
    with pytest.raises((Refusal, Refusals)) as refused:
        given(one=one, other=other)
    assert (refused.value.code, refused.value.field) == ("gone_meanwhile", "other")

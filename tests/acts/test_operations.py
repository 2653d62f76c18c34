"""An operation is held to its word: keyword-only, with an actor, and never silent."""

import pytest

from vidsyn.acts.operations import REGISTRY, operation
from vidsyn.history import recording
from vidsyn.history.models import HistoryEntry
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def declared():
    before = dict(REGISTRY)
    yield
    REGISTRY.clear()
    REGISTRY.update(before)


def unit() -> Unit:
    return Unit.objects.create(code="x", name_sv="X", name_en="X", kind="school", path="x/")


def test_an_operation_that_records_nothing_is_undone_and_reported(declared):
    @operation(records=["unit.renamed"])
    def silent_rename(*, thing: Unit, actor: object) -> None:
        thing.name_sv = "Y"
        thing.save()

    thing = unit()
    with pytest.raises(RuntimeError, match="without recording"):
        silent_rename(thing=thing, actor=local_operator())
    assert Unit.objects.get().name_sv == "X"


def test_facts_of_one_operation_share_a_correlation_id_and_keep_who_when_why_before(declared):
    @operation(records=["unit.renamed"])
    def loud_rename(*, thing: Unit, actor: object) -> None:
        recording.record(
            "unit.renamed", subject=thing, actor=actor, before={"a": 1}, after={"a": 2}, reason="because"
        )
        recording.record("unit.renamed", subject=thing, actor=actor)

    loud_rename(thing=unit(), actor=local_operator())
    first, second = HistoryEntry.objects.order_by("id")
    assert first.correlation_id == second.correlation_id
    assert (first.before, first.after, first.reason) == ({"a": 1}, {"a": 2}, "because")
    assert (first.actor_kind, first.door) == ("local_operator", "cli")


@pytest.mark.parametrize("wrong", ["positional", "no_actor"])
def test_a_function_with_the_wrong_signature_is_no_operation(declared, wrong):
    def positional(thing: Unit, actor: object) -> None: ...

    def no_actor(*, thing: Unit) -> None: ...

    with pytest.raises(TypeError):
        operation(records=["x"])({"positional": positional, "no_actor": no_actor}[wrong])

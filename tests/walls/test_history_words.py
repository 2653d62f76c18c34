"""The history is labelled: every fact, kind and field that the sample register records has its label."""

from __future__ import annotations

import importlib.util
from enum import StrEnum

import pytest
from django.apps import apps
from django.utils import timezone

from vidsyn.history.models import HistoryEntry
from vidsyn.partners.models.relations import declared_relations
from vidsyn.people.actors import local_operator
from vidsyn.sample.loading import sample_load
from vidsyn.wording.labels import fact_label, field_is_labelled, field_label, kinds


@pytest.mark.django_db
def test_the_history_of_the_sample_register_is_told_in_words() -> None:
    sample_load(actor=local_operator(), on=timezone.localdate())
    entries = list(HistoryEntry.objects.all())
    fields = {(entry.subject_kind, name) for entry in entries for name in (*entry.before, *entry.after)}
    # A field without a label shows its own name; labels begin with a capital letter.
    bare = {(kind, name) for kind, name in fields if field_label(kind, name) == name.replace("_", " ")}
    assert not bare
    assert not {entry.fact for entry in entries if fact_label(entry.fact) == entry.fact}
    assert {entry.subject_kind for entry in entries} <= set(kinds())


def test_whatever_a_merge_moves_is_told_with_a_label() -> None:
    moved = [relation for relation in declared_relations() if relation.moves]
    wordless = {(r.model.KIND, r.field) for r in moved if not field_is_labelled(r.model.KIND, r.field)}  # type: ignore[attr-defined]
    assert wordless == set()


def facts() -> list[StrEnum]:
    """Every fact of every room."""
    modules = [
        importlib.import_module(f"{app.name}.facts") for app in apps.get_app_configs() if _has_facts(app.name)
    ]
    enums = {
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, StrEnum)
    }
    return [fact for enum in enums if enum is not StrEnum for fact in enum]


def _has_facts(room: str) -> bool:
    return room.startswith("vidsyn.") and importlib.util.find_spec(f"{room}.facts") is not None


def test_what_is_stored_of_a_fact_is_its_own_name() -> None:
    """A fact written to the history years ago is still known by it, so a renaming in the code must not reach it."""
    found = facts()
    assert len(found) > 100
    assert [fact for fact in found if not fact.name.lower().endswith(fact.value.partition(".")[2])] == []

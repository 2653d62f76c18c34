"""Rules for the schema: foreign keys point down, nothing cascades, no field records anybody's origin."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from vidsyn.history.models import HistoryEntry, Record

ROOT = Path(__file__).resolve().parents[2]
OURS = [model for model in apps.get_models() if model.__module__.startswith("vidsyn.")]
# For persons and all else: what must not influence decisions may not be recorded.
ORIGIN = re.compile(
    r"nationalit|citizenship|medborgarskap|birth|födelse|fodelse|ethnic|etnici|race\b|religion|country_of_origin",
    re.IGNORECASE,
)


def room(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def floors() -> dict[str, int]:
    """Return each room's floor, the lowest last, as in `pyproject.toml`."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c.get("containers") == ["vidsyn"])
    return {name.strip(" ()"): floor for floor, layer in enumerate(layers) for name in layer.split("|")}


def foreign_keys() -> list[tuple[type[models.Model], models.ForeignKey]]:
    return [(model, f) for model in OURS for f in model._meta.fields if isinstance(f, models.ForeignKey)]


def test_there_is_something_to_test():
    assert len(OURS) > 5
    assert len(foreign_keys()) > 5


def test_foreign_keys_point_down_or_within_the_room():
    floor = floors()
    wrong = [
        f"{model.__name__}.{field.name}"
        for model, field in foreign_keys()
        if field.related_model in OURS
        and room(field.related_model) != room(model)
        and floor[room(field.related_model)] <= floor[room(model)]
    ]
    assert wrong == []


def test_many_to_many_points_down_or_within_the_room():
    floor = floors()
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.many_to_many
        if room(field.related_model) != room(model) and floor[room(field.related_model)] <= floor[room(model)]
    ]
    assert wrong == []


def test_nothing_that_history_may_speak_of_vanishes_with_something_else():
    cascading = [
        f"{model.__name__}.{field.name}"
        for model, field in foreign_keys()
        if issubclass(model, Record) and field.remote_field.on_delete is models.CASCADE
    ]
    assert cascading == []


def test_history_holds_no_foreign_key_but_to_its_seal():
    keys = [f.name for f in HistoryEntry._meta.get_fields() if f.is_relation]
    assert keys == ["seal"]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_field_asks_where_a_person_comes_from(model):
    names = [field.name for field in model._meta.get_fields()]
    names += [str(getattr(field, "verbose_name", "")) for field in model._meta.get_fields()]
    assert [name for name in names if ORIGIN.search(name)] == []


@pytest.mark.parametrize(
    "name", ["nationality", "birth_country", "place_of_birth", "ethnicity", "födelseort"]
)
def test_the_wall_against_such_fields_stands(name):
    assert ORIGIN.search(name)


def test_every_kind_is_one_models_own():
    kinds = [model.KIND for model in OURS if issubclass(model, Record)]
    assert len(kinds) == len(set(kinds))


# The only files that may delete rows. A record with history refuses by itself (`Record.delete`); bulk deletion is
# only for what history does not refer to: derived rows, links and queues.
REMOVING = {
    "agreements/operations/indexing.py",  # rows derived from an agreement's dates
    "collaborations/operations/describing.py",  # terms of a collaboration, recorded in its history
    "collaborations/operations/editing.py",  # links to further units
    "collaborations/operations/partners.py",  # a link to a partner, recorded on the collaboration
    "collaborations/operations/people.py",  # a responsible person, recorded on the collaboration
    "intake/operations/choices.py",  # a row known only through a choice
    "intake/operations/files.py",  # a file that no plan needs any more
    "intake/operations/planning.py",  # the plan of an import that is remade
    "intake/operations/staging.py",  # rows of a replaced or interrupted reading
    "intake/operations/undoing.py",  # the rows of an import that is undone
    "partners/operations/keeping.py",  # words derived from names
    "partners/operations/merging.py",
    "partners/operations/names.py",  # a name added by mistake, recorded on the partner
    "people/jobs.py",  # ended sessions, expired sign-in attempts
    "people/operations/erasure.py",  # linked identities
    "people/operations/identities.py",  # a linked identity, recorded on the person
    "people/operations/ways_closed.py",  # identities that somebody outside the office linked
    "people/operations/sign_in.py",  # expired sign-in attempts
    "history/models.py",  # the refusal itself
    "people/personal.py",  # sessions of an erased person
    "history/personal/sent.py",  # mail files and finished tasks past retention, or naming an erased person
    "acts/submissions.py",  # idempotency keys after a week
    "later/claims.py",  # failed work that is forgotten; the history says which
    "later/heartbeats.py",  # heartbeats of ended workers
}


def test_rows_are_removed_in_few_known_places():
    package = ROOT / "src" / "vidsyn"
    found = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if re.search(r"\.(_raw_)?delete\(", path.read_text())
    }
    assert found - REMOVING == set()

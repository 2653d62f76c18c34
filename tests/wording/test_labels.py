"""Every vocabulary word that a person may see has a label in both languages, and every kind of record a name."""

from __future__ import annotations

import importlib
from enum import StrEnum

import pytest
from django.apps import apps
from django.utils import translation

from vidsyn.history.models import Record
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.vocabulary import Needed, Role
from vidsyn.wording import labels
from vidsyn.wording.parts import parts
from vidsyn.wording.refusals import sentence

ROOMS = [part.__name__.split(".")[1] for part in parts("labels")]


def words_of(room: str) -> list[type[StrEnum]]:
    found = []
    for name in ("vocabulary", "facts"):
        try:
            module = importlib.import_module(f"vidsyn.{room}.{name}")
        except ModuleNotFoundError:
            continue
        found += [
            thing
            for thing in vars(module).values()
            if isinstance(thing, type)
            and issubclass(thing, StrEnum)
            and thing.__module__.startswith(f"vidsyn.{room}.")
        ]
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_every_word_of_every_vocabulary_has_a_label(room):
    missing = [
        f"{words.__name__}.{word.name}"
        for words in words_of(room)
        for word in words
        if not labels.labels().get(words, {}).get(word)
    ]
    assert missing == []


def test_every_kind_of_record_has_a_name():
    kinds = {model.KIND for model in apps.get_models() if issubclass(model, Record)}
    assert kinds - set(labels.kinds()) == set()


def test_a_refusal_speaks_the_readers_language_also_in_its_parameters():
    refusal = Refusal("not_allowed", kind=RefusalKind.FORBIDDEN, needed=Needed.DECIDER)
    with translation.override("sv"):
        assert "beslutande ledamot" in sentence(refusal)
        assert labels.label(Role.COORDINATOR) == "Koordinator"
    with translation.override("en"):
        assert "deciding member" in sentence(refusal)

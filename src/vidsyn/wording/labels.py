"""What each word of the vocabularies is called in both languages.

Each room keeps its labels in `words/labels.py`:

- `LABELS` by enumeration, then by member: the same value can mean different things in two of them;
- `KINDS`, what each kind of record is called in a sentence; `PLURALS`, what many of them are called as a heading;
- `FIELDS`, by kind of record, what its fields are called in its history;
- `configured_field(kind, field)`, the label of a field whose words stand in configuration;
- `configured_word(kind, field, value)`, what a value is called whose words stand in configuration or in public lists;
- `WORDS`, by kind, the vocabulary of a field that is recorded of a kind without being a column of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from django.utils.functional import Promise

from vidsyn import here
from vidsyn.wording.parts import parts

Label = str | Promise


@cache
def labels() -> Mapping[type[StrEnum], Mapping[StrEnum, Label]]:
    """Every room's labels, by enumeration."""
    found: dict[type[StrEnum], Mapping[StrEnum, Label]] = {}
    for module in parts("labels"):
        found |= getattr(module, "LABELS", {})
    return found


@cache
def kinds() -> Mapping[str, Label]:
    """What each kind of record (`Record.KIND`) is called."""
    found: dict[str, Label] = {}
    for module in parts("labels"):
        found |= getattr(module, "KINDS", {})
    return found


@cache
def _facts() -> Mapping[str, Label]:
    return {
        str(member): text
        for enumeration, texts in labels().items()
        if enumeration.__name__.endswith("Fact")
        for member, text in texts.items()
    }


def label(word: StrEnum) -> str:
    """What a word of a vocabulary is called in the active language; a word without a label shows itself."""
    return _label(here.language(), type(word), word)


@cache
def _label(_language: str | None, enumeration: type[StrEnum], word: StrEnum) -> str:
    """The same, by language: a page asks for some hundred, and there are no more than the vocabularies have."""
    return str(labels().get(enumeration, {}).get(word, word))


def kind_label(kind: str) -> str:
    """What a kind of record is called in the active language."""
    return str(kinds().get(kind, kind))


def plural_label(kind: str) -> str:
    """What many of a kind of record are called, as a heading in the active language."""
    found = (getattr(module, "PLURALS", {}).get(kind) for module in parts("labels"))
    return str(next((text for text in found if text), kind))


def fact_label(fact: str) -> str:
    """What a fact of the history is called in the active language."""
    return str(_facts().get(fact, fact))


@cache
def _fields() -> Mapping[tuple[str, str], Label]:
    return {
        (kind, field): text
        for module in parts("labels")
        for kind, texts in getattr(module, "FIELDS", {}).items()
        for field, text in texts.items()
    }


def field_label(kind: str, field: str) -> str:
    """What a field of a kind of record is called; one without a label shows its own name."""
    return str(_fields().get((kind, field)) or _configured(kind, field) or field.replace("_", " "))


def _configured(kind: str, field: str) -> str | None:
    """What the university's own configuration calls a field."""
    found = (
        module.configured_field(kind, field)
        for module in parts("labels")
        if hasattr(module, "configured_field")
    )
    return next((text for text in found if text), None)


def configured_word(kind: str, field: str, value: str) -> str | None:
    """What a field's value is called by the university's own configuration or a public list, if it says."""
    found = (
        module.configured_word(kind, field, value)
        for module in parts("labels")
        if hasattr(module, "configured_word")
    )
    return next((text for text in found if text), None)


def field_is_labelled(kind: str, field: str) -> bool:
    """Whether a field of a kind of record has a label of its own."""
    return (kind, field) in _fields() or _configured(kind, field) is not None


@cache
def _words() -> Mapping[tuple[str, str], type[StrEnum]]:
    return {
        (kind, field): enumeration
        for module in parts("labels")
        for kind, enumerations in getattr(module, "WORDS", {}).items()
        for field, enumeration in enumerations.items()
    }


def vocabulary_of(kind: str, field: str) -> type[StrEnum] | None:
    """The vocabulary of a field that is recorded of a kind of record but is no column of it."""
    return _words().get((kind, field))


def choices(enumeration: type[StrEnum]) -> list[tuple[str, Label]]:
    """For a form's list of choices, in the vocabulary's own order."""
    texts = labels().get(enumeration, {})
    return [(member.value, texts.get(member, member.value)) for member in enumeration]

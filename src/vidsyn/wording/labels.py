"""Labels of vocabularies, kinds and fields in both languages.

Each room defines its labels in `words/labels.py`:

- `LABELS` by enumeration, then by member: the same value can mean different things in two of them;
- `KINDS`, the name of each kind of record in a sentence; `PLURALS`, the plural as a heading;
- `FIELDS`, by kind of record, the labels of its fields in its history;
- `configured_field(kind, field)`, the label of a field defined in configuration;
- `configured_word(kind, field, value)`, the label of a value defined in configuration or in public lists;
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
    """Return every room's labels, by enumeration."""
    found: dict[type[StrEnum], Mapping[StrEnum, Label]] = {}
    for module in parts("labels"):
        found |= getattr(module, "LABELS", {})
    return found


@cache
def kinds() -> Mapping[str, Label]:
    """Return the label of each kind of record (`Record.KIND`)."""
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
    """Return the label of a vocabulary's word in the active language, or the word itself without one."""
    return _label(here.language(), type(word), word)


@cache
def _label(_language: str | None, enumeration: type[StrEnum], word: StrEnum) -> str:
    """The same, cached by language: a page needs some hundred, and the vocabularies are finite."""
    return str(labels().get(enumeration, {}).get(word, word))


def kind_label(kind: str) -> str:
    """Return the label of a kind of record in the active language."""
    return str(kinds().get(kind, kind))


def plural_label(kind: str) -> str:
    """Return the plural label of a kind of record, as a heading in the active language."""
    found = (getattr(module, "PLURALS", {}).get(kind) for module in parts("labels"))
    return str(next((text for text in found if text), kind))


def fact_label(fact: str) -> str:
    """Return the label of a fact in the active language."""
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
    """Return the label of a field of a kind of record, or its own name without one."""
    return str(_fields().get((kind, field)) or _configured(kind, field) or field.replace("_", " "))


def _configured(kind: str, field: str) -> str | None:
    """Return the label the university's own configuration gives a field."""
    found = (
        module.configured_field(kind, field)
        for module in parts("labels")
        if hasattr(module, "configured_field")
    )
    return next((text for text in found if text), None)


def configured_word(kind: str, field: str, value: str) -> str | None:
    """Return the label that the university's own configuration or a public list gives a field's value, if any."""
    found = (
        module.configured_word(kind, field, value)
        for module in parts("labels")
        if hasattr(module, "configured_word")
    )
    return next((text for text in found if text), None)


def field_is_labelled(kind: str, field: str) -> bool:
    """Check whether a field of a kind of record has a label."""
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
    """Return the vocabulary of a field that is recorded of a kind of record but is no column of it."""
    return _words().get((kind, field))


def choices(enumeration: type[StrEnum]) -> list[tuple[str, Label]]:
    """Return a form's choices, in the vocabulary's own order."""
    texts = labels().get(enumeration, {})
    return [(member.value, texts.get(member, member.value)) for member in enumeration]

"""Words people use in lists for kinds of agreement, kinds of organisation, status and level → the register's codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from vidsyn.intake.logic.headings import plain_heading
from vidsyn.intake.vocabulary import Field, ListKind

# A remark that says an agreement is not signed by everybody yet.
_SIGNATURE_AWAITED = (
    "väntar på underskrift",
    "väntar underskrift",
    "inväntar underskrift",
    "för undertecknande",
    "för underskrift",
    "ej undertecknat",
    "ej underskrivet",
    "inte undertecknat",
    "awaiting signature",
    "pending signature",
    "for signature",
    "waiting for signature",
    "not signed",
    "not yet signed",
    "unsigned",
    "under signering",
)


def code_of(kind: ListKind, field: Field, text: str) -> str | None:
    """The register's code for a word of a list; None when nobody has said what it means."""
    return _known(kind, field).get(_plain(text))


def says_signature_awaited(text: str) -> bool:
    """Whether a remark says that signatures are missing."""
    lowered = " ".join(text.casefold().split())
    return any(words in lowered for words in _SIGNATURE_AWAITED)


def _plain(text: str) -> str:
    # "Erasmus+" and "Erasmus" are kept apart from each other's punctuation only by this sign.
    return plain_heading(text.replace("+", " plus "))


@cache
def _known(kind: ListKind, field: Field) -> Mapping[str, str]:
    words = _words().get(kind, {}).get(field, {})
    return {_plain(word): code for code, written in words.items() for word in (*written, code)}


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    text = files("vidsyn.intake").joinpath("data/words.yaml").read_text("utf-8")
    found: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = yaml.safe_load(text)
    return found

"""Words people use in lists for kinds of agreement, kinds of organisation, status and level → the register's codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from vidsyn.intake.logic.headings import meant, plain_heading, with_compact
from vidsyn.intake.vocabulary import Field, ListKind
from vidsyn.kernel.yaml_text import read_yaml

# A remark that says an agreement is not signed by everybody yet.
_SIGNATURE_AWAITED = re.compile(
    r"\b(väntar|inväntar|avvaktar|i väntan)( på)? (\w+s? )?(underskrift|undertecknande|signatur|signering|påskrift)"
    r"|\b(för|under|skickat för|skickad för|sänt för) (undertecknande|underskrift|signering|påskrift)"
    r"|\b(ej|inte|icke|ännu inte|ännu ej) (ännu )?(helt )?(undertecknat|undertecknad|underskrivet|underskriven"
    r"|signerat|signerad|påskrivet|påskriven)\b"
    r"|\bosignera(t|d)\b|\bunderskrift saknas\b|\bsaknar underskrift|\bsignatur saknas\b"
    r"|\b(awaiting|pending|waiting for|sent for|out for|for) (\w+'?s? )?signatures?\b"
    r"|\bnot (yet )?(fully )?signed\b|\bunsigned\b|\bto be signed\b|\bsignatures? (is |are )?(pending|missing)\b"
)
# What stands between several words in a cell, the surest first.
_BETWEEN = (re.compile(r"[;|]"), re.compile(r"[,/+]"), re.compile(r" & | och | and "))
# What may stand at the end of a kind without saying more.
_ENDINGS = (" agreement", " agreements", " avtal", "avtal", "savtal", " contract", " programme", " program")


def code_of(kind: ListKind, field: Field, text: str) -> str | None:
    """The register's code for a word of a list; None when nobody has said what it means."""
    known = _known(kind, field)
    written = text.replace("+", " plus ")
    found = meant(written, known)
    if found is not None or field is not Field.KIND:
        return found
    plain = _plain(text)
    shorter = (plain.removesuffix(ending) for ending in _ENDINGS if plain.endswith(ending))
    return next((known[word] for word in shorter if word in known), None)


def says_signature_awaited(text: str) -> bool:
    """Whether a remark says that signatures are missing."""
    return bool(_SIGNATURE_AWAITED.search(" ".join(text.casefold().split())))


def taken_apart(text: str, known: Callable[[str], bool], depth: int = 0) -> list[str]:
    """The words that one cell holds: divided where they are not known, and only as far as that helps.

    Names of subjects have commas and "och" of their own.
    """
    if depth == len(_BETWEEN) or known(text):
        return [text]
    parts = [part.strip() for part in _BETWEEN[depth].split(text) if part.strip()]
    found = [word for part in parts for word in taken_apart(part, known, depth + 1)]
    return found if depth == 0 or any(map(known, found)) else [text]


def is_region(text: str) -> bool:
    """Whether a text is a part of the world, such as stands as a heading between the rows."""
    return plain_heading(text) in _regions()


def _plain(text: str) -> str:
    # "Erasmus+" and "Erasmus" are kept apart from each other's punctuation only by this sign.
    return plain_heading(text.replace("+", " plus "))


@cache
def _known(kind: ListKind, field: Field) -> Mapping[str, str]:
    words: Mapping[str, list[str]] = _words().get(kind, {}).get(field, {})
    return with_compact({_plain(word): code for code, written in words.items() for word in (*written, code)})


@cache
def _regions() -> frozenset[str]:
    return frozenset(plain_heading(name) for names in _words()["regions"].values() for name in names)


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    text = files("vidsyn.intake").joinpath("data/words.yaml").read_text("utf-8")
    found: Mapping[str, Mapping[str, Any]] = read_yaml(text)
    return found

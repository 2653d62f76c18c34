"""Damage small files in realistic ways: bytes lost and changed, tags moved, unexpected values.

Everything follows from the seed, so that a failing file can be reproduced.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence

NASTY = (
    "", " ", "0", "-1", "1", "1e999", "nan", "inf", "-inf", "9" * 400, "1048577", "99999999999", "2958466", "-657435",
    "1.7976931348623157e308", "_x0000_", "_xD800_", "_x005F_", "&#0;", "&#xD800;", "&amp;#0;", "\x00", "\x0b", "\ufeff",
    "\ufffe", "å", "🙂", "e\u0301", "\u202e", "A0", "A1", "ZZZZ9", "XFD1048576", "true", "#REF!", "#SAKNAS!", "=1+1",
    "1900-02-30", "9999-12-31", "0000-00-00", "PT100000000H", "PT-1S", "24:00:00", "<", ">", "&", "]]>", "<!--",
    "<![CDATA[", "'", '"', "\n", "\t", ";" * 50, "((((((((((", "x" * 40_000, "date", "e", "s", "inlineStr", "float",
)  # fmt: skip
_TAG = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r'"[^"<]*"|>[^<>]+<')


def of_bytes(content: bytes, dice: random.Random) -> bytes:
    """Damage the file as a bad disk or a broken transfer would."""
    place = dice.randrange(len(content) + 1)
    end = min(len(content), place + dice.choice((1, 1, 2, 8, 60, 400)))
    match dice.randrange(6):
        case 0:
            return content[:place]
        case 1:
            return content[:place] + content[end:]
        case 2:
            return content[:place] + dice.randbytes(end - place) + content[end:]
        case 3:
            return content[:place] + content[place:end] * 2 + content[end:]
        case 4:
            return content[:place] + dice.choice(NASTY).encode("utf-8", "surrogatepass") + content[end:]
        case _:
            return content[place:] + content[:place]


def of_markup(text: str, dice: random.Random) -> str:
    """Add, change or remove a tag or value of XML."""
    if dice.random() < 0.6:
        return _swapped(text, _VALUE, dice, lambda found: found[0] + dice.choice(NASTY) + found[-1])
    other = dice.choice(_TAG.findall(text) or [""])
    forms: Sequence[Callable[[str], str]] = (
        lambda _found: "",
        lambda found: found * 2,
        lambda _found: other,
        lambda found: found + other,
        lambda found: found.replace('"', "'"),
        lambda found: found.replace("<", "<x:", 1),
    )
    return _swapped(text, _TAG, dice, dice.choice(forms))


def _swapped(text: str, pattern: re.Pattern[str], dice: random.Random, form: Callable[[str], str]) -> str:
    places = [found.span() for found in pattern.finditer(text)]
    if not places:
        return text
    start, end = dice.choice(places)
    return text[:start] + form(text[start:end]) + text[end:]


def of_archive(content: bytes, dice: random.Random) -> bytes:
    """Damage a ZIP of XML: its bytes, or a part changed, missing, duplicated or misnamed."""
    if dice.random() < 0.25:
        return of_bytes(content, dice)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        _change_part(parts, dice)
    return packed(parts)


def _change_part(parts: dict[str, bytes], dice: random.Random) -> None:
    if not parts:
        return
    name = dice.choice([one for one in parts for _ in range(6 if "sheet" in one or "content" in one else 1)])
    match dice.randrange(10):
        case 0:
            del parts[name]
        case 1:
            parts[name + dice.choice(("x", ".xml", "/"))] = parts.pop(name)
        case 2:
            parts[name] = of_bytes(parts[name], dice)
        case 3:
            encoding = dice.choice(("utf-16", "utf-16-be", "utf-32", "cp1252"))
            parts[name] = parts[name].decode("utf-8", "replace").encode(encoding, "replace")
        case _:
            text = of_markup(parts[name].decode("utf-8", "replace"), dice)
            parts[name] = text.encode("utf-8", "surrogatepass")


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the parts, uncompressed, so that mutations reach its content."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, inside in parts.items():
            archive.writestr(name, inside)
    return content.getvalue()


def of_json(value: object, dice: random.Random) -> object:
    """Return a JSON value with one part of another type, missing, or nested without end."""
    if isinstance(value, dict) and value and dice.random() < 0.85:
        key = dice.choice(list(value))
        if dice.random() < 0.1:
            return {name: inside for name, inside in value.items() if name != key}
        return {**value, key: of_json(value[key], dice)}
    if isinstance(value, list) and value and dice.random() < 0.85:
        place = dice.randrange(len(value))
        return [*value[:place], of_json(value[place], dice), *value[place + 1 :]]
    odd = (
        None, True, 0, -1, 1.5, 10**30, float("inf"), "", [], {}, [[]], [None], [{}], {"a": 1}, "\ud800", "a\x00b",
        {"type": 1, "id": None}, [1, "x"],
    )  # fmt: skip
    return dice.choice((*odd, dice.choice(NASTY), value, [value], {"value": value}))


def of_text(pieces: Sequence[str], dice: random.Random) -> str:
    """Join pieces of typical input in unusual ways."""
    said = [dice.choice(pieces) for _ in range(dice.choice((1, 2, 3, 3, 4, 6)))]
    text = dice.choice(("", " ", " ", "-", "/", ", ")).join(said)
    if dice.random() < 0.25:
        place = dice.randrange(len(text) + 1)
        text = text[:place] + dice.choice(NASTY) + text[place:]
    return text

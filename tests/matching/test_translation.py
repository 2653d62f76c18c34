"""Names in other scripts match organisations known by Latin names only."""

from __future__ import annotations

import pytest

from vidsyn.matching import Named, NameIndex
from vidsyn.matching.text.translation import in_latin

KNOWN = NameIndex(
    [
        Named("sib", ("Siberian Institute of Imaginary Physics",), "RU"),
        Named("chq", ("Chongqing University of Invented Technology",), "CN"),
        Named("busan", ("Busan Women's Hospital",), "KR"),
        Named("mosul", ("University of Mosul",), "IQ"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сибирский институт физики", "sib"),
        ("부산여자병원", "busan"),
        ("جامعة الموصل", "mosul"),
    ],
)
def test_a_native_name_finds_the_latin_one(text: str, expected: str) -> None:
    assert [match.id for match in KNOWN.resolve(text, limit=1)] == [expected]


def test_latin_text_is_left_alone() -> None:
    assert in_latin("Universität Zürich") is None
    assert in_latin("") is None
    assert in_latin("重庆大学") == "chongqing university"
    assert in_latin("Дніпровський національний університет") == "dnipro national university"

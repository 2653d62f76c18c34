"""A configuration file is measured before objects are built: deep, recursive and expanding ones are refused."""

import time
from pathlib import Path

import pytest
import yaml

from vidsyn.kernel.yaml_text import DEEPEST, FileUnusableError, read_file, read_yaml


def of_aliases(lines: int) -> str:
    """Return text that grows tenfold with every line."""
    first = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    return first + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, lines))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[" * 100_000, "levels deep"),
        ("{a: " * 100_000, "levels deep"),
        ("- " * 100_000, "levels deep"),
        (of_aliases(10), "aliases counted"),
        ("a: &a [*a]", "contains itself"),
        ("a: &a {b: {c: *a}}", "contains itself"),
        ("a: *b", "undefined alias"),
        ("a: [", "flow node|flow sequence"),
    ],
)
def test_what_cannot_be_built_is_refused_with_its_line(text: str, why: str) -> None:
    started = time.process_time()
    with pytest.raises(yaml.YAMLError, match=why) as no:
        read_yaml(text)
    assert "line" in str(no.value)
    assert time.process_time() - started < 5


def test_what_people_write_is_read() -> None:
    assert read_yaml("a: &a {x: 1}\nb: *a\nc: [*a, å]") == {
        "a": {"x": 1},
        "b": {"x": 1},
        "c": [{"x": 1}, "å"],
    }
    nested = read_yaml("[" * DEEPEST + "]" * DEEPEST)
    assert str(nested) == "[" * DEEPEST + "]" * DEEPEST


@pytest.mark.parametrize("content", [b"\xe5: 1", b"[" * 9_999, b"- x", b"", b"a: {b: x}"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(content)
    with pytest.raises(FileUnusableError, match="own.yaml"):
        read_file(path, lambda text: read_yaml(text)["a"]["b"] + 1)

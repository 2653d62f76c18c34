"""YAML as people write it in our files: plain data, read by libyaml where it is there, at a tenth of the time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Far beyond any file of ours. libyaml recurses in C: at some ten thousand levels it ends the process.
DEEPEST = 100
# Values in all, an alias counted as all that it stands for: ten lines of aliases can stand for billions.
MOST_VALUES = 200_000


class FileUnusableError(ValueError):
    """A file of the university's own cannot be used; the text says which, where in it and why."""


def read_file(path: Path, read: Callable[[str], T]) -> T:
    """What `read` makes of the file's text. Raises FileUnusableError for whatever is wrong with it."""
    try:
        return read(path.read_text("utf-8"))
    except (TypeError, AttributeError, LookupError) as no:
        raise FileUnusableError(f"{path}: something in it is not built as in the file shipped") from no
    except (OSError, ValueError, ArithmeticError, yaml.YAMLError) as no:
        raise FileUnusableError(f"{path}: {no}") from no


def read_yaml(text: str) -> Any:
    """What the text says. Raises yaml.YAMLError, which names the line, where it is no YAML, or too deep or large."""
    _Measured().over(text)
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - both are safe loaders


class _Measured:
    """Follows the events of a text, which are read one at a time, and refuses before anything is built of them."""

    def __init__(self) -> None:
        self._open: list[
            tuple[str | None, int]
        ] = []  # the anchor of each list or mapping, and the values before it
        self._sizes: dict[str, int | None] = {}  # None while what the anchor names is still open
        self._values = 0

    def over(self, text: str) -> None:
        """Raises yaml.YAMLError where the text is nested too deeply, too large, or names itself."""
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.events.CollectionStartEvent):
                self._begin(event)
            elif isinstance(event, yaml.events.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.events.AliasEvent):
                self._again(event)
            elif isinstance(event, yaml.events.ScalarEvent):
                self._count(event, 1)
                self._name(event.anchor, 1)

    def _begin(self, event: Any) -> None:
        if len(self._open) >= DEEPEST:
            raise _refused(event, f"nested more than {DEEPEST} levels deep")
        self._open.append((event.anchor, self._values))
        self._name(event.anchor, None)
        self._count(event, 1)

    def _end(self) -> None:
        anchor, before = self._open.pop()
        self._name(anchor, self._values - before)

    def _name(self, anchor: str | None, size: int | None) -> None:
        if anchor is not None:
            self._sizes[anchor] = size

    def _again(self, event: Any) -> None:
        size = self._sizes.get(event.anchor, 1)  # one that nobody defined is refused by the loader
        if size is None:
            raise _refused(event, f"*{event.anchor} contains itself")
        self._count(event, size)

    def _count(self, event: Any, more: int) -> None:
        self._values += more
        if self._values > MOST_VALUES:
            raise _refused(event, f"more than {MOST_VALUES} values, aliases counted")


def _refused(event: Any, why: str) -> yaml.YAMLError:
    return yaml.MarkedYAMLError(problem=why, problem_mark=event.start_mark)

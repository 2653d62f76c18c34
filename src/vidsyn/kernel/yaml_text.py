"""Read YAML from configuration files: plain data, by libyaml where available, in a tenth of the time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Far beyond any real file. libyaml recurses in C: some ten thousand levels crash the process.
DEEPEST = 100
# All values, each alias counted at its full size: ten lines of aliases can represent billions.
MOST_VALUES = 200_000


class FileUnusableError(ValueError):
    """A university's own file is unusable; the text says which, where in it and why."""


def read_file(path: Path, read: Callable[[str], T]) -> T:
    """Return `read` of the file's text. Raises FileUnusableError for any error in it."""
    try:
        return read(path.read_text("utf-8"))
    except (TypeError, AttributeError, LookupError) as no:
        raise FileUnusableError(f"{path}: something in it is not built as in the file shipped") from no
    except (OSError, ValueError, ArithmeticError, yaml.YAMLError) as no:
        raise FileUnusableError(f"{path}: {no}") from no


def read_yaml(text: str) -> Any:
    """Parse a text. Raises yaml.YAMLError, which names the line, for invalid, too deep or too large YAML."""
    _Measured().over(text)
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - both are safe loaders


class _Measured:
    """Checks the events of a text, one at a time, and refuses before any object is built."""

    def __init__(self) -> None:
        self._open: list[
            tuple[str | None, int]
        ] = []  # the anchor of each list or mapping, and the number of values before it
        self._sizes: dict[str, int | None] = {}  # None while the anchored value is still open
        self._values = 0

    def over(self, text: str) -> None:
        """Raise yaml.YAMLError where the text is nested too deeply, too large, or refers to itself."""
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
        size = self._sizes.get(event.anchor, 1)  # the loader rejects an undefined one
        if size is None:
            raise _refused(event, f"*{event.anchor} contains itself")
        self._count(event, size)

    def _count(self, event: Any, more: int) -> None:
        self._values += more
        if self._values > MOST_VALUES:
            raise _refused(event, f"more than {MOST_VALUES} values, aliases counted")


def _refused(event: Any, why: str) -> yaml.YAMLError:
    return yaml.MarkedYAMLError(problem=why, problem_mark=event.start_mark)

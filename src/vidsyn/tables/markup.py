"""XML read as a stream of tags, once, in time that grows with its length.

Declarations are refused, so nothing expands.
"""

from __future__ import annotations

from typing import Any

# The parser itself; what defusedxml forbids for others is forbidden here by the first two handlers below.
from xml.parsers import expat

from vidsyn.kernel.refusals import Refusal


class Walk:
    """One pass over a part. Subclasses answer `start` and `end`, with names without their prefix.

    Text is gathered in `text` while `listening`; whoever listens empties it.
    """

    def __init__(self) -> None:
        self.text: list[str] = []
        self._parser: Any = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens; its attributes are named as written, prefix and all."""

    def end(self, name: str) -> None:
        """A tag closes."""

    def listen(self) -> None:
        """Gather text from here on."""
        self.text = []
        self._parser.CharacterDataHandler = self.text.append

    def heard(self) -> str:
        """The text since `listen`, which ends."""
        self._parser.CharacterDataHandler = None
        return "".join(self.text)

    def over(self, content: bytes) -> None:
        """Walk through a part. Raises Refusal `file_damaged` or `file_has_entities`."""
        self._parser = parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refused
        parser.StartElementHandler = self._root
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError):
            raise Refusal("file_damaged") from None
        finally:
            self._parser = None  # the parser and its handlers hold each other

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        """Most worksheets name their tags without a prefix, and are then spared taking one away."""
        start, end, parser = self.start, self.end, self._parser
        if ":" in name:
            parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        else:
            parser.StartElementHandler, parser.EndElementHandler = start, end
        start(name.rpartition(":")[2], attributes)


def _refused(*_declared: object) -> None:
    raise Refusal("file_has_entities")


def whole(text: str | None, otherwise: int, most: int = 1 << 40) -> int:
    """The whole number an attribute holds; `otherwise` where it holds none. Never more than `most`."""
    if text is None or not (text.isascii() and text.isdigit()):
        return otherwise
    return int(text) if len(text) < 13 else most

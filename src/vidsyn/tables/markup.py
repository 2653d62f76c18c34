"""Parse XML as a stream of tags, once, in linear time.

Declarations are refused, so nothing expands.
"""

from __future__ import annotations

from typing import Any

# The parser itself; the first two handlers below forbid what defusedxml forbids.
from xml.parsers import expat

from vidsyn.kernel.refusals import Refusal


class Walk:
    """One pass over a part. Subclasses implement `start` and `end`, which receive names without their prefix.

    Text is collected in `text` while `listening`; the listener clears it.
    """

    def __init__(self) -> None:
        self.text: list[str] = []
        self._parser: Any = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle an opening tag; attribute names include their prefix."""

    def end(self, name: str) -> None:
        """Handle a closing tag."""

    def listen(self) -> None:
        """Start collecting text."""
        self.text = []
        self._parser.CharacterDataHandler = self.text.append

    def heard(self) -> str:
        """Stop collecting and return the text since `listen`."""
        self._parser.CharacterDataHandler = None
        return "".join(self.text)

    def over(self, content: bytes) -> None:
        """Parse a part. Raises Refusal `file_damaged` or `file_has_entities`."""
        self._parser = parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refused
        parser.StartElementHandler = self._root
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError):
            raise Refusal("file_damaged") from None
        finally:
            self._parser = None  # break the cycle between the parser and its handlers

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        """Skip removing prefixes where the root has none, as in most worksheets."""
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
    """Return the whole number of an attribute, at most `most`; `otherwise` where it has none."""
    if text is None or not (text.isascii() and text.isdigit()):
        return otherwise
    return int(text) if len(text) < 13 else most

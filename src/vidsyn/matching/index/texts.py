"""Many short texts as two arrays: their UTF-8 bytes end to end, and the offset of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np

from vidsyn.matching.index.container import Array


def pack(texts: Iterable[str]) -> tuple[Array, Array]:
    """Return (bytes, offsets); text `i` is bytes[offsets[i]:offsets[i + 1]]."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    offsets = np.zeros(len(encoded) + 1, dtype=np.uint32)
    np.cumsum([len(text) for text in encoded], out=offsets[1:], dtype=np.uint32)
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), offsets


class Texts(Sequence[str]):
    """Packed texts, read by number."""

    __slots__ = ("_bytes", "_offsets")

    def __init__(self, content: Array, offsets: Array) -> None:
        self._bytes = np.ascontiguousarray(content).data
        self._offsets = np.ascontiguousarray(offsets).data

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if number < 0:
            raise IndexError(number)
        return str(self._bytes[self._offsets[number] : self._offsets[number + 1]], "utf-8")

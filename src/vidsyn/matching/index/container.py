"""Named arrays in one file, opened memory-mapped. Plain data: a JSON header, then each array's bytes.

Layout: the eight bytes of `MAGIC`, the header's length (8 bytes, little-endian), the header, then the arrays, each
starting at a multiple of 64.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vidsyn.storage.writing import written_aside

MAGIC = b"VIDSYNX1"
_ALIGN = 64

Array = npt.NDArray[Any]


class DamagedFile(Exception):
    """The file is not in this format, or is truncated."""


def write_arrays(path: Path, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
    """Write the arrays and their description; the file appears whole or not at all."""
    layout: dict[str, Any] = {}
    offset = 0
    for name, array in arrays.items():
        layout[name] = {"dtype": array.dtype.str, "shape": list(array.shape), "offset": offset}
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    header = json.dumps({"about": dict(about), "arrays": layout, "size": offset}, ensure_ascii=False).encode()
    header += b" " * (-(len(MAGIC) + 8 + len(header)) % _ALIGN)
    with written_aside(path) as file:
        file.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for array in arrays.values():
            file.write(array.tobytes())
            file.write(b"\0" * (-array.nbytes % _ALIGN))


def open_arrays(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the arrays, mapped and read-only, and the file's description."""
    size = path.stat().st_size
    if size < len(MAGIC) + 8:
        raise DamagedFile(path.name)
    mapped: Array = np.asarray(
        np.memmap(path, dtype=np.uint8, mode="r")
    )  # as a plain array: memmap is slow to read
    if bytes(mapped[: len(MAGIC)]) != MAGIC:
        raise DamagedFile(path.name)
    start = len(MAGIC) + 8
    length = int.from_bytes(bytes(mapped[len(MAGIC) : start]), "little")
    try:
        header = json.loads(bytes(mapped[start : start + length]))
        if size != start + length + header["size"]:
            raise DamagedFile(path.name)
        base = start + length
        return {name: _array(mapped, base, entry) for name, entry in header["arrays"].items()}, header[
            "about"
        ]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise DamagedFile(path.name) from error


def _array(mapped: Array, base: int, entry: Mapping[str, Any]) -> Array:
    dtype = np.dtype(entry["dtype"])
    length = int(np.prod(entry["shape"], dtype=np.int64)) * dtype.itemsize
    begin = base + entry["offset"]
    part: Array = mapped[begin : begin + length].view(dtype).reshape(entry["shape"])
    return part

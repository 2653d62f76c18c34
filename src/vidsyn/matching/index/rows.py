"""Lists of numbers per row as two arrays (compressed sparse rows)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vidsyn.matching.index.container import Array


def pack_rows(rows: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """Return (starts, values); row `i` is values[starts[i]:starts[i + 1]]."""
    starts = np.zeros(len(rows) + 1, dtype=np.uint32)
    np.cumsum([len(row) for row in rows], out=starts[1:], dtype=np.uint32)
    values = np.fromiter((value for row in rows for value in row), dtype=np.uint32, count=int(starts[-1]))
    return starts, values


def invert_rows(starts: Array, values: Array, width: int) -> tuple[Array, Array]:
    """Return the inverse: for each value below `width`, the rows that contain it, ascending."""
    owners = np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))
    order = np.argsort(values, kind="stable")
    begins = np.zeros(width + 1, dtype=np.uint32)
    np.cumsum(np.bincount(values, minlength=width), out=begins[1:], dtype=np.uint32)
    return begins, owners[order]

"""Data that calamine omits from a sheet: failed formulas and merged cells."""

from __future__ import annotations

from dataclasses import dataclass, field

Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class Marks:
    """Failed formulas by (row, column) from 0, and merged ranges."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)

"""One page of many rows: two statements, whatever the number of rows; one where their number is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

T = TypeVar("T")
M = TypeVar("M", bound=Model)
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the rows, numbered from page 1, and their total number."""

    rows: list[T]
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """The number of pages; one even when there are no rows."""
        return max(1, -(-self.total // self.size))

    @property
    def previous(self) -> int | None:
        """The number of the previous page, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The number of the next page, if there is one."""
        return self.number + 1 if self.number < self.pages else None


def page_of(
    rows: QuerySet[M], *, number: int = 1, size: int = PAGE_SIZE, total: int | None = None
) -> Page[M]:
    """Return page `number` of ordered `rows`; a number beyond the last gives the last. `total` where it is known."""
    total = rows.count() if total is None else total
    number = min(max(number, 1), max(1, -(-total // size)))
    start = (number - 1) * size
    return Page(list(rows[start : start + size]), total, number, size)

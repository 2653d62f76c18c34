"""What rooms announce of their things, so that what reads across rooms knows none of them by name.

A room registers, in its `queries`, how its things are searched (`@searched`), how many there are in each country
(`@counted_by_country`) and how a list of them is written out (`@listed_as`). `place` orders the rooms on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.rooms import open_rooms
from vidsyn.tables.writing import Table

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something found: its kind as `Record.KIND` says it, its reference, what it is called, what tells it apart."""

    kind: str
    reference: str
    title: str
    detail: str


# From a viewer, a text and how many at most.
Search = Callable[[Any, str, int], Iterable[SearchHit]]
# From a viewer: how many she may see in each country (ISO 3166-1 alpha-2).
CountryCounts = Callable[[Any], Mapping[str, int]]
# From a viewer and the list's own filter.
ListOut = Callable[..., Table]


class Announced(Generic[F]):
    """One register of functions by name, in the order of their places."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._found: dict[str, tuple[int, F]] = {}

    def __call__(self, name: str, *, place: int) -> Callable[[F], F]:
        """Register a function under a name; two of the same name are a fault in the code."""

        def register(function: F) -> F:
            if name in self._found:
                raise RuntimeError(f"two {self._what} are called {name}")
            self._found[name] = (place, function)
            return function

        return register

    def all(self) -> dict[str, F]:
        """Every function by name, in order."""
        open_rooms()
        return {
            name: found for name, (_place, found) in sorted(self._found.items(), key=lambda one: one[1][0])
        }

    def named(self, name: str) -> F:
        """The function called so, or a `not_found` refusal."""
        found = self.all().get(name)
        if found is None:
            raise Refusal("not_found", kind=RefusalKind.NOT_FOUND, subject=self._what, name=name)
        return found


searched: Announced[Search] = Announced("search")
counted_by_country: Announced[CountryCounts] = Announced("country_count")
listed_as: Announced[ListOut] = Announced("list")

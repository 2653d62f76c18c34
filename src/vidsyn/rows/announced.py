"""Registries through which rooms offer their records to readers across rooms, which know none of them by name.

A room registers, in its `queries`, how its records are searched (`@searched`), counted by country
(`@counted_by_country`) and exported as a list (`@listed_as`). `place` orders the rooms on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.kernel.rooms import open_rooms
from vidsyn.rows.counting import Counting
from vidsyn.tables.writing import Table

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A search result: its kind (`Record.KIND`), reference, name, and a distinguishing detail."""

    kind: str
    reference: str
    title: str
    detail: str


# A function of a viewer, a text and a maximum number of results.
Search = Callable[[Any, str, int], Iterable[SearchHit]]
# A function of a viewer and a text: what to count for all results there are, as the kind's own list finds them.
SearchCount = Callable[[Any, str], Iterable[Counting]]
# A function of a viewer: the number of visible records in each country (ISO 3166-1 alpha-2).
CountryCounts = Callable[[Any], Mapping[str, int]]
# A function of a viewer and the list's own filter.
ListOut = Callable[..., Table]


class Announced(Generic[F]):
    """A registry of functions by name, in the order of their places."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._found: dict[str, tuple[int, F]] = {}

    def __call__(self, name: str, *, place: int) -> Callable[[F], F]:
        """Register a function under a name; a duplicate name is a programming error."""

        def register(function: F) -> F:
            if name in self._found:
                raise RuntimeError(f"two {self._what} are called {name}")
            self._found[name] = (place, function)
            return function

        return register

    def all(self) -> dict[str, F]:
        """Return every function by name, in order."""
        open_rooms()
        return {
            name: found for name, (_place, found) in sorted(self._found.items(), key=lambda one: one[1][0])
        }

    def named(self, name: str) -> F:
        """Return the function with this name. Refuses `not_found`."""
        found = self.all().get(name)
        if found is None:
            raise Refusal("not_found", kind=RefusalKind.NOT_FOUND, subject=self._what, name=name)
        return found


searched: Announced[Search] = Announced("search")
counted_in_search: Announced[SearchCount] = Announced("search_count")
counted_by_country: Announced[CountryCounts] = Announced("country_count")
listed_as: Announced[ListOut] = Announced("list")

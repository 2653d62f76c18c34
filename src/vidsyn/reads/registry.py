"""Every list and every detail is one query of a room, with the query's own result type."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from vidsyn import here
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.actors import Actor
from vidsyn.reads import rooms
from vidsyn.reads.filters import Asked, Given, Nothing, read_filter
from vidsyn.rows.paging import Page


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list: its rows, and their total number."""

    items: Sequence[Any]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class OnDay:
    """The day to describe an object on; today by default."""

    on: date | None = None


Listing = Callable[[Actor, Any, Asked], Part]
Detail = Callable[[Actor, str, date], Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A readable resource: a list, or one object where `path` ends in `{name}`.

    `filtered_by` is the type of its filters and `item` that of a row, or of the object.
    """

    path: str
    name: str
    tag: str
    description: str
    filtered_by: type
    item: Any
    query: Callable[..., Any]
    paged: bool

    @property
    def kind(self) -> str:
        """The first segment of its path: `agreements`."""
        return self.path.strip("/").partition("/")[0]

    def ask(self, viewer: Actor, given: Given, name: str = "") -> Any:
        """Return a part of the list, or the object called `name`, as the viewer may see it; `given` are the
        filters.

        Raises Refusal `scope_missing`, `not_found` and for invalid filters.
        """
        if READ not in viewer.scopes:
            raise Refusal("scope_missing", kind=RefusalKind.FORBIDDEN, scope=READ)
        wanted: Any
        wanted, page = read_filter(given, self.filtered_by, viewer)
        if self.paged:
            return self.query(viewer, wanted, page)
        return self.query(viewer, name, wanted.on or here.today())


READ = "read"
READS: dict[str, Read] = {}


def listing(path: str, *, tag: str, item: Any, filtered_by: type = Nothing) -> Callable[[Listing], Listing]:
    """Register a list at `path`: a function of the viewer, the filter and the page."""

    def register(query: Listing) -> Listing:
        _add(path, tag, query, filtered_by, item, paged=True)
        return query

    return register


def detail(path: str, *, tag: str, item: Any) -> Callable[[Detail], Detail]:
    """Register one object at `path`, which ends in `{name}`: a function of the viewer, the id or reference, and the
    day.
    """

    def register(query: Detail) -> Detail:
        _add(path, tag, query, OnDay, item, paged=False)
        return query

    return register


def reads() -> Mapping[str, Read]:
    """Return everything that can be read, by name."""
    for module in pkgutil.iter_modules(rooms.__path__):
        importlib.import_module(f"{rooms.__name__}.{module.name}")
    return READS


def read_of(kind: str, *, paged: bool) -> Read:
    """Return the list of a kind, or its detail. Raises Refusal `no_such_kind`."""
    known = {read.kind: read for read in reads().values() if read.paged is paged}
    if kind not in known:
        raise Refusal("no_such_kind", kind=RefusalKind.NOT_FOUND, name=kind, known=", ".join(sorted(known)))
    return known[kind]


T = TypeVar("T")


def told(shape: type[T], record: Any, **more: Any) -> T:
    """Fill a dataclass from the record's attributes of the same names, and from `more`."""
    names = [f.name for f in dataclasses.fields(shape)]  # type: ignore[arg-type]
    return shape(**{name: more[name] if name in more else getattr(record, name) for name in names})


def part_of(rows: Any, page: Asked, row: Callable[[Any], Any]) -> Part:
    """Return the page of a queryset or list, each row converted by `row`."""
    total = rows.count() if hasattr(rows, "query") else len(rows)
    pages = max(1, -(-total // page.size))
    number = min(page.page, pages)
    shown = rows[(number - 1) * page.size : number * page.size]
    return Part([row(one) for one in shown], total, number, pages)


def part_from(page: Any, rows: Sequence[Any]) -> Part:
    """Return a page that the query has cut."""
    number = page.number if isinstance(page, Page) else page.page
    return Part(rows, page.total, number, page.pages)


def _add(
    path: str, tag: str, query: Callable[..., Any], filtered_by: type, item: Any, *, paged: bool
) -> None:
    name = query.__name__
    description = " ".join((query.__doc__ or name).split())
    READS[name] = Read(path, name, tag, description, filtered_by, item, query, paged)

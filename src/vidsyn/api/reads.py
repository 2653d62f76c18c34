"""Reading through the API: every list and every detail is one query of a room, told as the query returns it."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from vidsyn.api import rooms
from vidsyn.api.answers import answer, answer_unless_known
from vidsyn.api.filters import Asked, Nothing, read_filter
from vidsyn.api.visitors import reader_in
from vidsyn.people.actors import Actor
from vidsyn.plumbing.paging import Page

router = Router()


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list: its rows, and how many there are in all."""

    items: Sequence[Any]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Read:
    """A route that reads: what it is called, what its filters are, and the type of what it answers with."""

    path: str
    name: str
    filtered_by: type
    paged: bool
    item: Any


@dataclass(frozen=True, slots=True)
class OnDay:
    """The day a thing is told of; today unless said."""

    on: date | None = None


READS: dict[str, Read] = {}

Listing = Callable[[Actor, Any, Asked], Part]
Detail = Callable[[Actor, str, date], Any]


def listing(path: str, *, tag: str, item: Any, filtered_by: type = Nothing) -> Callable[[Listing], Listing]:
    """A list at `path`: a function of the viewer, the filter and the page."""

    def register(query: Listing) -> Listing:
        def view(request: HttpRequest) -> HttpResponse:
            viewer = reader_in(request)
            wanted: Any
            wanted, page = read_filter(request, filtered_by, viewer)
            return answer(query(viewer, wanted, page))

        _add(Read(path, query.__name__, filtered_by, paged=True, item=item), view, query, tag)
        return query

    return register


def detail(path: str, *, tag: str, item: Any) -> Callable[[Detail], Detail]:
    """One thing at `path`, which ends in `{name}`: a function of the viewer, the id or reference, and the day."""

    def register(query: Detail) -> Detail:
        def view(request: HttpRequest, name: str) -> HttpResponse:
            viewer = reader_in(request)
            wanted, _ = read_filter(request, OnDay, viewer)
            return answer_unless_known(request, query(viewer, name, wanted.on or timezone.localdate()))

        _add(Read(path, query.__name__, OnDay, paged=False, item=item), view, query, tag)
        return query

    return register


T = TypeVar("T")


def told(shape: type[T], record: Any, **more: Any) -> T:
    """A dataclass filled from the record's attributes of the same names, and from `more`."""
    names = [f.name for f in dataclasses.fields(shape)]  # type: ignore[arg-type]
    return shape(**{name: more[name] if name in more else getattr(record, name) for name in names})


def part_of(rows: Any, page: Asked, row: Callable[[Any], Any]) -> Part:
    """The page of a queryset or list, each row told by `row`."""
    total = rows.count() if hasattr(rows, "query") else len(rows)
    pages = max(1, -(-total // page.size))
    number = min(page.page, pages)
    shown = rows[(number - 1) * page.size : number * page.size]
    return Part([row(one) for one in shown], total, number, pages)


def part_from(page: Any, rows: Sequence[Any]) -> Part:
    """A page that the query cut itself."""
    number = page.number if isinstance(page, Page) else page.page
    return Part(rows, page.total, number, page.pages)


def _add(read: Read, view: Callable[..., HttpResponse], query: Callable[..., Any], tag: str) -> None:
    READS[read.name] = read
    doc = " ".join((query.__doc__ or read.name).split())
    router.get(
        read.path,
        operation_id=read.name,
        summary=doc.partition(". ")[0],
        description=doc,
        tags=[tag],
        url_name=read.name,
    )(view)


def open_reads() -> None:
    """Import every room's reads."""
    for module in pkgutil.iter_modules(rooms.__path__):
        importlib.import_module(f"{rooms.__name__}.{module.name}")

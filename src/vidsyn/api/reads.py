"""One documented route for everything that can be read: `GET /api/v1/agreements`, `GET /api/v1/agreements/{name}`."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja import Router

from vidsyn.api.answers import answer, answer_unless_known
from vidsyn.api.visitors import actor_in
from vidsyn.reads.registry import READS, Read, reads

router = Router()
__all__ = ["READS", "Read", "add_read_routes", "router"]


def add_read_routes() -> None:
    """A route for every read of every room."""
    for read in reads().values():
        router.get(
            read.path,
            operation_id=read.name,
            summary=read.description.partition(". ")[0],
            description=read.description,
            tags=[read.tag],
            url_name=read.name,
        )(_list_view(read) if read.paged else _detail_view(read))


def _list_view(read: Read) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        return answer(read.ask(actor_in(request), dict(request.GET.lists())))

    return view


def _detail_view(read: Read) -> Callable[[HttpRequest, str], HttpResponse]:
    def view(request: HttpRequest, name: str) -> HttpResponse:
        return answer_unless_known(request, read.ask(actor_in(request), dict(request.GET.lists()), name))

    return view

"""Lists as files: the same filters as the list's own page, without its pages."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from vidsyn import here
from vidsyn.rows.announced import listed_as
from vidsyn.tables.writing import CONTENT_TYPES, FileFormat, written
from vidsyn.web.shell.exports import wanted_by
from vidsyn.web.shell.requests import WebRequest


def export(request: WebRequest, kind: str, form: str) -> HttpResponse:
    """The list `kind` as a file; what the viewer may not see is not in it."""
    wanted = wanted_by(request, kind)
    if wanted is None or form not in set(FileFormat):
        raise Http404
    chosen = FileFormat(form)
    table = listed_as.named(kind)(request.actor, **wanted)
    answer = HttpResponse(written(table, chosen), content_type=CONTENT_TYPES[chosen])
    name = f"{kind}-{here.today():%Y-%m-%d}.{chosen}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

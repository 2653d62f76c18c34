"""Bringing a list in, its plan row by row, carrying it out and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vidsyn.intake.access import may_import
from vidsyn.intake.jobs import import_enqueue, import_read_later, import_undo_later
from vidsyn.intake.operations.files import stored_size
from vidsyn.intake.operations.undoing import Undone
from vidsyn.intake.queries.acts import (
    choices_lost,
    import_list,
    import_named,
    import_progress,
    import_rows,
    names_to_judge,
    refused_for,
    row_page,
    warned_of,
    words_to_map,
)
from vidsyn.intake.queries.reference import ror_at_hand
from vidsyn.intake.vocabulary import ActState, Decided, ListKind, Outcome, Warned
from vidsyn.rows.paging import Page, page_of
from vidsyn.web.shell.filters import Choice, Filter, Filters, Search, Tick
from vidsyn.web.shell.forms import Form, TextArea, form_page
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import carried_out
from vidsyn.wording.labels import choices, label

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)
_UNDER_WAY = (ActState.READING, ActState.RUNNING, ActState.UNDOING)
UNDONE_AT_ONCE = 40  # rows in one transaction, for which everybody else who writes waits
AT_ONCE = 60_000  # bytes: about a thousand rows of a spreadsheet, some seconds' work
ROWS_AT_ONCE = 1_000


class UploadForm(Form):
    """A list and what its rows are."""

    kind = forms.ChoiceField(
        label=_("What is each row?"), widget=forms.RadioSelect, initial=ListKind.AGREEMENTS
    )
    file = forms.FileField(label=_("File"), help_text=_("XLSX, ODS or CSV."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices(ListKind)  # type: ignore[attr-defined]


class UndoForm(Form):
    """Why an import is undone."""

    reason = TextArea(label=_("Why is it undone?"), rows=3)


def start_page(request: WebRequest) -> HttpResponse:
    """Upload a list; imports so far."""
    acts = page_of(import_list(request.actor), number=_number(request, "page"))
    return form_page(
        request,
        form=UploadForm.of(request),
        template="intake/start.html",
        act=lambda data: _brought(request, data["kind"], data["file"]),
        then=lambda act: _address("mapping" if _waits_for_headings(act) else "act", act.reference),
        context={"acts": acts, "may_import": may_import(request.actor), "ror_at_hand": ror_at_hand()},
    )


def _brought(request: WebRequest, kind: str, file: UploadedFile[Any]) -> Any:
    """A small list is planned at once; a large one is taken in, and the worker reads it."""
    name, content = file.name or "", file.read()
    if len(content) <= AT_ONCE:
        return perform(request, "import_plan", kind=kind, file_name=name, content=content)
    act = perform(request, "import_receive", kind=kind, file_name=name, content=content)
    import_read_later(act, request.actor)
    return act


def page_in(request: WebRequest, things: Sequence[T], size: int) -> Page[T]:
    """The page of things that the address names; the last one where it names one beyond."""
    number = min(max(_number(request, "page"), 1), max(1, -(-len(things) // size)))
    return Page(list(things[(number - 1) * size : number * size]), len(things), number, size)


def reads_later(act: Any) -> bool:
    """Whether reading the list again takes longer than a page may, so that the worker does it."""
    return bool(stored_size(act) > AT_ONCE or act.counts.get("rows", 0) > ROWS_AT_ONCE)


def read_again(request: WebRequest, act: Any) -> str:
    """Where to go when a list was told to be read again: to its plan, or to how far the worker has come."""
    if act.state == ActState.READING:
        import_read_later(act, request.actor)
    return _address("act", act.reference)


def while_read(act: Any) -> HttpResponse | None:
    """While the worker reads a list there is nothing to answer: on to how far it has come."""
    reading = act.state == ActState.READING
    return HttpResponseRedirect(_address("act", act.reference)) if reading else None


def _waits_for_headings(act: Any) -> bool:
    return act.state == ActState.PLANNED and not act.counts["rows"]


def act_page(request: WebRequest, name: str) -> HttpResponse:
    """One import: its plan, how far it has come, or what it came to. The filters stand in the address."""
    act = import_named(request.actor, name)
    if request.headers.get("HX-Target") == "progress" and act.state not in _UNDER_WAY:
        return HttpResponse(headers={"HX-Refresh": "true"})
    rows = import_rows(request.actor, act, **_chosen(request))
    page = page_of(rows, number=_number(request, "page"))
    conflicts = import_rows(request.actor, act, conflicts=True).count()
    warned = warned_of(request.actor, act)
    context = {
        "act": act,
        "planned": act.state == ActState.PLANNED,
        "page": page,
        "lines": row_page(request.actor, act, page.rows),
        "conflicts": conflicts,
        "filters": _filters(request, act, conflicts, warned),
        "lost": choices_lost(act),
        "unread": [
            sheet["name"] for sheet in act.sheets if sheet["heading_row"] is None and sheet["headings"]
        ],
        "linkable": act.state == ActState.DONE and act.kind != ListKind.PARTNERS,
        "counts": [(outcome, label(outcome), act.counts.get(outcome, 0)) for outcome in Outcome],
        "changing": act.counts.get(Outcome.CREATED, 0) + act.counts.get(Outcome.UPDATED, 0),
        "progress": import_progress(request.actor, act) if act.state in _UNDER_WAY else None,
        "refused_for": refused_for(request.actor, act) if act.counts.get(Outcome.REFUSED) else [],
        "warned_of": [
            (str(code), label(code), count, code is Warned.STATUS_CONTRADICTS) for code, count in warned
        ],
        "sheets": sum(sheet["heading_row"] is not None for sheet in act.sheets),
        "names": len(names_to_judge(request.actor, act)),
        "words": len(words_to_map(request.actor, act)),
        "crumbs": crumbs(),
        "may_import": may_import(request.actor),
        "ror_at_hand": ror_at_hand(),
    }
    return render(request, "intake/act.html", context)


def _chosen(request: WebRequest) -> dict[str, Any]:
    """The filters in the address, as `import_rows` takes them."""
    return {
        "outcome": _word(Outcome, request.GET.get("outcome")),
        "decided": _word(Decided, request.GET.get("decided")),
        "warned": request.GET.get("warned") == "1",
        "warning": _word(Warned, request.GET.get("warning")),
        "conflicts": request.GET.get("conflicts") == "1",
        "kept": request.GET.get("kept") == "1",
        "text": request.GET.get("q", "").strip(),
    }


def _filters(request: WebRequest, act: Any, conflicts: int, warned: Sequence[tuple[Warned, int]]) -> Filters:
    fields: list[Filter] = [
        Search(_("Search")),
        Choice("outcome", _("Outcome"), choices(Outcome)),
        Choice("decided", _("Partner’s name"), choices(Decided)),
        Tick("warned", _("With something to look at")),
    ]
    if warned:
        fields.append(
            Choice("warning", _("What to look at"), [(code, label(code)) for code, _rows in warned])
        )
    if conflicts:
        fields.append(Tick("conflicts", _("Edited here since")))
    if act.state == ActState.UNDONE:
        fields.append(Tick("kept", _("Kept when undone")))
    return Filters(request.GET, fields)


def run(request: WebRequest, name: str) -> HttpResponse:
    """Carry out the whole plan, or only the rows ticked; or go on with an interrupted import."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    act = import_named(request.actor, name)
    return carried_out(request, lambda: _run(request, act), then=lambda _act: _address("act", act.reference))


def _run(request: WebRequest, act: Any) -> Any:
    looked_at = _version(request.POST.get("version", ""))
    if request.POST.get("which") == "ticked":
        ticked = tuple(int(order) for order in request.POST.getlist("row") if order.isdecimal())
        act = perform(request, "import_rows_choose", act=act, rows=ticked, expected_version=looked_at)
        looked_at = act.version
    if go_on := _GO_ON.get(ActState(act.state)):
        go_on(act, request.actor)
        return act
    act = perform(request, "import_start", act=act, expected_version=looked_at)
    import_enqueue(act, request.actor)
    return act


def _version(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 9 else None


_GO_ON = {
    ActState.READING: lambda act, actor: import_read_later(act, actor),
    ActState.UNDOING: lambda act, actor: import_undo_later(act, actor),
}


def undo_page(request: WebRequest, name: str) -> HttpResponse:
    """Undo the import as one."""
    act = import_named(request.actor, name)
    return form_page(
        request,
        form=UndoForm.of(request),
        template="intake/step.html",
        act=lambda data: _undone(request, act, data["reason"]),
        then=lambda undone: _address("act", undone.act.reference) + ("?kept=1" if undone.kept else ""),
        message=_told_of,
        context={
            "act": act,
            "crumbs": crumbs(act),
            "title": _("Undo the import"),
            "lead": _("What it made is taken out of the register, and what it changed is set back."),
            "submit": _("Undo"),
        },
    )


def _undone(request: WebRequest, act: Any, reason: str) -> Undone:
    """A small import is undone at once; of a large one the worker undoes the rest."""
    undone: Undone = perform(request, "import_undo", act=act, reason=reason, most=UNDONE_AT_ONCE)
    if undone.act.state == ActState.UNDOING:
        import_undo_later(undone.act, request.actor)
    return undone


def _told_of(undone: Undone) -> str:
    if undone.act.state == ActState.UNDOING:
        return ""  # the page says how far it has come
    told = {"undone": undone.undone, "kept": undone.kept}
    return (
        _("%(undone)s rows are undone. %(kept)s are kept: changed since, or not yours to take back in full.")
        % told
    )


def drop_page(request: WebRequest, name: str) -> HttpResponse:
    """Throw the plan away."""
    act = import_named(request.actor, name)
    return form_page(
        request,
        form=Form.of(request),
        template="intake/step.html",
        act=lambda _data: perform(request, "import_drop", act=act),
        then=lambda _act: reverse("intake:start"),
        message=_("The plan is thrown away. Nothing was changed in the register."),
        context={
            "act": act,
            "crumbs": crumbs(act),
            "title": _("Throw the plan away"),
            "lead": _("The file and its rows are removed. The register is as it was."),
            "submit": _("Throw away"),
        },
    )


def crumbs(act: Any = None) -> list[tuple[str, str]]:
    """The way here."""
    found = [(str(_("Import")), reverse("intake:start"))]
    return [*found, (act.file_name, _address("act", act.reference))] if act is not None else found


def _address(page: str, reference: str) -> str:
    return reverse(f"intake:{page}", args=[reference])


def _word(enumeration: type[W], text: str | None) -> W | None:
    return enumeration(text) if text in list(enumeration) else None


def _number(request: WebRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 7 else 1

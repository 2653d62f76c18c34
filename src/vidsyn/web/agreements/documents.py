"""Documents: added, read, taken out of sight."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements.queries.choices import document_content
from vidsyn.web.agreements.pages import about, story_to_change
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import OptionalReasonForm
from vidsyn.web.shell.requests import WebRequest

ask = asking("document_add", "agreement")


class DocumentForm(Form):
    """A file, and what it is to the agreement."""

    content = forms.FileField(
        label=_("File"), help_text=_("PDF, DOCX, ODT, RTF, PNG or JPEG, at most 25 MB.")
    )
    kind = ask("kind", label=_("What it is"))
    title = ask("title", help_text=_("Empty: the file's name."))
    language = ask("language", help_text=_("For example: sv"))
    replaces = ask("replaces", forms.ChoiceField, label=_("Next version of"))


def add_page(request: WebRequest, reference: str) -> HttpResponse:
    """Add a document, or the next version of one."""
    story = story_to_change(request, reference)
    known = [(str(d.id), f"{d.title} ({d.number})") for d in story.documents]
    form = DocumentForm.of(request, among={"replaces": known})

    def act(data: dict[str, Any]) -> Any:
        file = data.pop("content")
        return perform(
            request, "document_add", agreement=reference, file_name=file.name, content=file.read(), **data
        )

    return act_page(request, about(story), form, _("Add a document"), _("Add"), act)


def read_page(request: WebRequest, reference: str, row: UUID) -> HttpResponse:
    """The file itself, always as something to save: nothing people add is shown within our pages."""
    document, content = document_content(request.actor, str(row))
    header = content_disposition_header(as_attachment=True, filename=document.file_name)
    return HttpResponse(
        content, content_type=document.media_type, headers={"Content-Disposition": header or "attachment"}
    )


def remove_page(request: WebRequest, reference: str, row: UUID) -> HttpResponse:
    """Take a version out of sight."""
    story = story_to_change(request, reference)
    return act_page(
        request,
        about(story),
        OptionalReasonForm.of(request),
        _("Take out the document"),
        _("Yes, do so"),
        lambda data: perform(request, "document_remove", document=row, **data),
    )

"""Duplicates: what may be the same, side by side, merged and unmerged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn.partners.logic.entries import MergeChoice
from vidsyn.partners.queries.finding import merge_named, partner_named
from vidsyn.partners.queries.likeness import duplicate_proposals
from vidsyn.partners.queries.merging import MergePreview, partner_merge_preview
from vidsyn.partners.queries.rights import partner_rights
from vidsyn.partners.vocabulary import PartnerKind, Side
from vidsyn.web.partners.naming import Crumbs, country, crumbs, list_crumbs, page_of
from vidsyn.web.shell.forms import Form, VersionField, form_page
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import ReasonForm
from vidsyn.web.shell.requests import WebRequest
from vidsyn.wording.labels import field_label, label

CHOICE = "choice_"


class MergeForm(Form):
    """A choice for each field in which the two differ, and why they are one."""

    reason = forms.CharField(label=_("Reason"), required=False)
    expected_version = VersionField()

    def __init__(self, *args: Any, preview: MergePreview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for conflict in preview.conflicts:
            sides = [
                (Side.KEPT.value, _shown(preview, conflict.field, conflict.kept)),
                (Side.MERGED.value, _shown(preview, conflict.field, conflict.merged)),
            ]
            self.fields[CHOICE + conflict.field] = forms.ChoiceField(
                label=field_label("partner", conflict.field), choices=sides, widget=forms.RadioSelect
            )
        self.order_fields([name for name in self.fields if name.startswith(CHOICE)])


class ChooseForm(Form):
    """The other partner."""

    other = LookupField(
        url=reverse_lazy("partners:suggest"),
        label=_("The entry to merge into this one"),
        help_text=_("Next you see the two side by side."),
    )


def duplicates_page(request: WebRequest) -> HttpResponse:
    """Pairs that may be the same organisation."""
    rights = partner_rights(request.actor)
    rights.require_edit()
    context = {"pairs": duplicate_proposals(request.actor), "rights": rights, "crumbs": list_crumbs()}
    return render(request, "partners/duplicates.html", context)


def not_duplicate(request: WebRequest, first: str, second: str) -> HttpResponse:
    """Remember that two are not the same."""
    partner_rights(request.actor).require_edit()
    return form_page(
        request,
        form=Form.of(request),
        template="shell/form_page.html",
        act=lambda _data: perform(request, "partner_not_duplicate", first=first, second=second),
        then=lambda _done: reverse("partners:duplicates"),
        message=_("They will not be proposed again."),
        context={
            "title": _("These are not the same organisation"),
            "crumbs": _duplicate_crumbs(),
            "submit": _("Not the same"),
            "cancel": reverse("partners:duplicates"),
        },
    )


def choose_page(request: WebRequest, reference: str) -> HttpResponse:
    """Choose what to merge into a partner."""
    partner_rights(request.actor).require_merge()
    partner = partner_named(request.actor, reference)
    form = ChooseForm.of(request)
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(
            reverse("partners:merge", args=[partner.reference, form.cleaned_data["other"].id])
        )
    context = {
        "form": form,
        "title": _("Merge with another entry"),
        "crumbs": crumbs(partner),
        "submit": _("Compare"),
        "cancel": page_of(partner),
    }
    return render(request, "shell/form_page.html", context, status=422 if form.is_bound else 200)


def merge_page(request: WebRequest, kept: str, merged: str) -> HttpResponse:
    """Two partners side by side; what differs is asked, the rest is said."""
    stays, goes = partner_named(request.actor, kept), partner_named(request.actor, merged)
    preview = partner_merge_preview(request.actor, stays, goes)

    def act(data: dict[str, Any]) -> Any:
        choices = [
            MergeChoice(name.removeprefix(CHOICE), Side(value))
            for name, value in data.items()
            if name.startswith(CHOICE)
        ]
        return perform(
            request,
            "partner_merge",
            kept=stays,
            merged=goes,
            choices=choices,
            reason=data["reason"],
            expected_version=data["expected_version"],
        )

    return form_page(
        request,
        form=MergeForm.of(request, preview=preview, initial={"expected_version": stays.version}),
        template="partners/merge.html",
        act=act,
        then=lambda _done: page_of(stays),
        message=_("The two are one. The merge can be undone on this page."),
        context={
            "preview": preview,
            "rows": _rows(preview),
            "crumbs": _duplicate_crumbs(),
            "cancel": reverse("partners:duplicates"),
        },
    )


def unmerge_page(request: WebRequest, merge: UUID) -> HttpResponse:
    """Undo a merge."""
    partner_rights(request.actor).require_merge()
    done = merge_named(request.actor, str(merge))
    return form_page(
        request,
        form=ReasonForm.of(request),
        template="shell/form_page.html",
        act=lambda data: perform(request, "partner_unmerge", merge=done, **data),
        then=page_of,
        message=_("The merge is undone: the two are separate again."),
        context={
            "title": _("Undo the merge of %(name)s") % {"name": done.merged.name},
            "lead": _("What was moved goes back. What has been changed since stays as it is now."),
            "crumbs": crumbs(done.kept),
            "submit": _("Undo the merge"),
            "cancel": page_of(done.kept),
        },
    )


def _duplicate_crumbs() -> Crumbs:
    return [*list_crumbs(), (_("Possible duplicates"), reverse("partners:duplicates"))]


def _rows(preview: MergePreview) -> list[dict[str, Any]]:
    differing = {conflict.field for conflict in preview.conflicts}
    names = {
        "label": field_label("partner", "names"),
        "kept": ", ".join(name.name for name in preview.kept.names.all()),
        "merged": ", ".join(name.name for name in preview.merged.names.all()),
    }
    return [names] + [
        {
            "label": field_label("partner", field),
            "kept": _shown(preview, field, kept),
            "merged": _shown(preview, field, merged),
            "differs": field in differing,
        }
        for field, kept, merged in preview.values
        if kept or merged
    ]


def _shown(preview: MergePreview, field: str, value: Any) -> str:
    if not value:
        return ""
    if field == "country":
        return country(value)
    if field == "kind":
        return label(PartnerKind(value))
    if field in ("parent", "successor"):
        relatives = (getattr(partner, field) for partner in (preview.kept, preview.merged))
        return next((one.name for one in relatives if one and one.pk == value), str(value))
    return str(value)

"""The forms about agreements. Their checks are those of reading only; the rules are the operations'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements.logic.terms import Terms
from vidsyn.kernel.calendar import DayOfYear
from vidsyn.kernel.precision import Precision, written
from vidsyn.web.agreements.naming import kind_choices
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form, TextArea, VersionField, WrittenDateField
from vidsyn.web.shell.lookups import LookupField

PARTNERS = reverse_lazy("agreements:suggest_partner")
ask, term = asking("agreement_update", "agreement"), asking(Terms, "agreement")


def framework_field() -> Any:
    """Ask for the framework agreement, as one types its title, number or partner."""
    suggest = reverse_lazy("agreements:suggest_framework")
    return ask("framework", LookupField, help_text=_("Type its title, number or partner."), url=suggest)


class DayOfYearField(forms.CharField):
    """A day that comes back each year, as mm-dd. Gives a `DayOfYear` or None."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "off", "size": "6", "inputmode": "numeric"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> DayOfYear | None:
        """What was written, as a day of the year."""
        text = super().clean(value)
        try:
            return DayOfYear.read(text) if text else None
        except ValueError as no:
            raise forms.ValidationError(_("Write the day as mm-dd, for example 11-01.")) from no


class TermsForm(Form):
    """The terms of time as they read in the text."""

    starts_on = term("starts_on", WrittenDateField, help_text=_("Empty: from the last signature."))
    ends_on = term("ends_on", WrittenDateField)
    open_ended = term("open_ended")
    notice_months = term("notice_months")
    notice_days = term("notice_days", help_text=_("Instead of months. A week is 7 days."))
    notice_given_by = term(
        "notice_given_by",
        DayOfYearField,
        help_text=_("Instead of a period: a fixed day each year, mm-dd, for example 11-01."),
    )
    notice_effective = term("notice_effective", DayOfYearField, help_text=_("mm-dd, the last day in force"))
    renewal_months = term("renewal_months")
    renewal_window_months = term("renewal_window_months")


def with_terms(data: Mapping[str, Any]) -> dict[str, Any]:
    """A form's answers, those about time as `terms`."""
    others = {name: value for name, value in data.items() if name not in TermsForm.base_fields}
    return {"terms": _terms(data), **others}


def _terms(data: Mapping[str, Any]) -> Terms:
    starts, ends = data.get("starts_on"), data.get("ends_on")
    told = {name: data.get(name) for name in TermsForm.base_fields} | {
        "starts_on": starts and starts.first,
        "starts_precision": starts.precision if starts else Precision.DAY,
        "ends_on": ends and ends.last,
        "ends_precision": ends.precision if ends else Precision.DAY,
        "open_ended": bool(data.get("open_ended")),
    }
    return Terms(**told)


def terms_initial(terms: Terms) -> dict[str, Any]:
    """The terms as a form shows them."""
    return {name: getattr(terms, name) for name in TermsForm.base_fields} | {
        "starts_on": written(terms.starts_on, terms.starts_precision) if terms.starts_on else "",
        "ends_on": written(terms.ends_on, terms.ends_precision) if terms.ends_on else "",
        "notice_given_by": str(terms.notice_given_by or ""),
        "notice_effective": str(terms.notice_effective or ""),
    }


class RequestForm(Form):
    """What a department asks for."""

    kind = ask("kind", forms.ChoiceField, required=True, label=_("Kind of agreement"), choices=kind_choices)
    title = ask(
        "title_sv",
        required=True,
        label=_("What it is about"),
        help_text=_("A title, in the language you like."),
    )
    partner = LookupField(
        label=_("With whom"),
        help_text=_("Type any name of the organisation. Not in the list? Just write its name."),
        url=PARTNERS,
        free_text=True,
    )
    unit = forms.ChoiceField(label=_("Which of our units asks for it"))
    purpose = TextArea(label=_("What is it for?"), rows=4, required=False)
    collaboration = LookupField(
        label=_("Collaboration that shall rest on it"),
        help_text=_("Type its title, reference or partner."),
        url=reverse_lazy("collaborations:suggest"),
        required=False,
    )
    framework = framework_field()


class EditForm(TermsForm):
    """What the agreement says about itself."""

    title_sv = ask("title_sv")
    title_en = ask("title_en")
    kind = ask("kind", forms.ChoiceField, required=True, label=_("Kind of agreement"), choices=kind_choices)
    register_number = ask("register_number")
    languages = ask("languages", help_text=_("For example: sv, en"))
    level = ask("level")
    framework = framework_field()
    amount = ask("amount")
    currency = ask("currency")
    confidential = ask(
        "confidential",
        forms.ChoiceField,
        choices=[("", _("Not considered yet")), ("False", _("No")), ("True", _("Yes, in part or whole"))],
    )
    confidentiality_ground = ask("confidentiality_ground")
    decision_round = ask("decision_round", forms.ChoiceField)
    purpose = ask("purpose")
    note = ask("note", help_text=_("Read by the units taking part and the international office only."))
    reason = forms.CharField(label=_("Reason for the change"), required=False)
    expected_version = VersionField()

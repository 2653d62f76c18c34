"""The forms about agreements. Their checks are those of reading only; the rules are the operations'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.vocabulary import Level
from vidsyn.kernel.calendar import DayOfYear
from vidsyn.kernel.precision import Precision, written
from vidsyn.web.agreements.naming import kind_choices
from vidsyn.web.shell.forms import Form, TextArea, VersionField, WrittenDateField
from vidsyn.web.shell.lookups import LookupField
from vidsyn.wording.labels import choices

PARTNERS = reverse_lazy("agreements:suggest_partner")


class DayOfYearField(forms.CharField):
    """A day that comes back each year, as mm-dd. Gives a `DayOfYear` or None."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "off", "size": "6", "inputmode": "numeric"}
        super().__init__(widget=forms.TextInput(attrs=attributes), required=False, **kwargs)

    def clean(self, value: Any) -> DayOfYear | None:
        """What was written, as a day of the year."""
        text = super().clean(value)
        try:
            return DayOfYear.read(text) if text else None
        except ValueError as no:
            raise forms.ValidationError(_("Write the day as mm-dd, for example 11-01.")) from no


class NumberField(forms.IntegerField):
    """A number of months or days."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "size": "4", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attributes), required=False, **kwargs)


class TermsForm(Form):
    """The terms of time as they read in the text."""

    starts_on = WrittenDateField(
        label=_("In force from"), required=False, help_text=_("Empty: from the last signature.")
    )
    ends_on = WrittenDateField(label=_("In force through"), required=False)
    open_ended = forms.BooleanField(label=_("Until further notice"), required=False)
    notice_months = NumberField(label=_("Notice period in months"))
    notice_days = NumberField(label=_("Or notice period in days"), help_text=_("A week is 7 days."))
    notice_given_by = DayOfYearField(
        label=_("Or notice by a fixed day: received by"), help_text=_("mm-dd, for example 11-01")
    )
    notice_effective = DayOfYearField(
        label=_("… then in force through"), help_text=_("mm-dd, the last day in force")
    )
    renewal_months = NumberField(label=_("Renews itself for, months"))
    renewal_window_months = NumberField(label=_("Window for negotiated renewal, months before the end"))


def with_terms(data: Mapping[str, Any]) -> dict[str, Any]:
    """A form's answers, those about time as `terms`."""
    others = {name: value for name, value in data.items() if name not in TermsForm.base_fields}
    return {"terms": _terms(data), **others}


def _terms(data: Mapping[str, Any]) -> Terms:
    starts, ends = data.get("starts_on"), data.get("ends_on")
    return Terms(
        starts_on=starts.first if starts else None,
        starts_precision=starts.precision if starts else Precision.DAY,
        ends_on=ends.last if ends else None,
        ends_precision=ends.precision if ends else Precision.DAY,
        open_ended=bool(data.get("open_ended")),
        notice_months=data.get("notice_months"),
        notice_days=data.get("notice_days"),
        notice_given_by=data.get("notice_given_by"),
        notice_effective=data.get("notice_effective"),
        renewal_months=data.get("renewal_months"),
        renewal_window_months=data.get("renewal_window_months"),
    )


def terms_initial(terms: Terms) -> dict[str, Any]:
    """The terms as a form shows them."""
    return {
        "starts_on": written(terms.starts_on, terms.starts_precision) if terms.starts_on else "",
        "ends_on": written(terms.ends_on, terms.ends_precision) if terms.ends_on else "",
        "open_ended": terms.open_ended,
        "notice_months": terms.notice_months,
        "notice_days": terms.notice_days,
        "notice_given_by": str(terms.notice_given_by or ""),
        "notice_effective": str(terms.notice_effective or ""),
        "renewal_months": terms.renewal_months,
        "renewal_window_months": terms.renewal_window_months,
    }


class RequestForm(Form):
    """What a department asks for."""

    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=kind_choices)
    title = forms.CharField(
        label=_("What it is about"), help_text=_("A title, in the language you like."), max_length=300
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
    framework = LookupField(
        label=_("Stands under the framework agreement"),
        help_text=_("Type its title, number or partner."),
        url=reverse_lazy("agreements:suggest_framework"),
        required=False,
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class EditForm(TermsForm):
    """What the agreement says about itself."""

    title_sv = forms.CharField(label=_("Title in Swedish"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=kind_choices)
    register_number = forms.CharField(label=_("Register number"), max_length=60, required=False)
    languages = forms.CharField(
        label=_("Languages of the text"), help_text=_("For example: sv, en"), max_length=40, required=False
    )
    level = forms.ChoiceField(label=_("Level"), choices=lambda: [("", "–"), *choices(Level)], required=False)
    framework = LookupField(
        label=_("Stands under the framework agreement"),
        help_text=_("Type its title, number or partner."),
        url=reverse_lazy("agreements:suggest_framework"),
        required=False,
    )
    amount = forms.DecimalField(
        label=_("Amount"),
        max_digits=14,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "14"}),
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False)
    confidential = forms.ChoiceField(
        label=_("Confidential"),
        choices=[("", _("Not considered yet")), ("False", _("No")), ("True", _("Yes, in part or whole"))],
        required=False,
    )
    confidentiality_ground = forms.CharField(
        label=_("Legal ground of the confidentiality"), max_length=200, required=False
    )
    decision_round = forms.ChoiceField(label=_("Decision round"), required=False)
    purpose = TextArea(label=_("Purpose"), required=False)
    note = TextArea(
        label=_("Notes"),
        help_text=_("Read by the units taking part and the international office only."),
        required=False,
    )
    reason = forms.CharField(label=_("Reason for the change"), required=False)
    expected_version = VersionField()

    def __init__(self, *args: Any, rounds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision_round"].choices = [("", "–"), *rounds]  # type: ignore[attr-defined]

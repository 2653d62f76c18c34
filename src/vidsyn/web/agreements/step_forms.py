"""The forms of the lifecycle's steps."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vidsyn.web.agreements.forms import TermsForm, ask
from vidsyn.web.people.handover import PERSONS
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import DateField, Form, TextArea, VersionField
from vidsyn.web.shell.lookups import LookupField
from vidsyn.web.shell.reasons import ReasonForm

reviewing = asking("review_open", "agreement")
deciding = asking("agreement_decide", "agreement")
signing = asking("agreement_sign", "agreement")
noticing = asking("notice_give", "agreement")
amending = asking("agreement_amend", "agreement")
moving = asking("agreement_set_move", "agreement")


class DraftForm(Form):
    """Drafting begins, or begins anew."""

    reason = TextArea(label=_("Reason, when it goes back to the drafting table"), rows=2, required=False)


class ReviewForm(Form):
    """From which points of view, and by whom."""

    areas = reviewing("areas", label=_("Ask for an opinion on"))
    reviewer = reviewing(
        "reviewer",
        LookupField,
        required=True,
        help_text=_("A colleague, or another name."),
        url=PERSONS,
        free_text=True,
    )


class DecideForm(Form):
    """Approve or decline."""

    verdict = deciding("verdict", widget=forms.RadioSelect)
    on = deciding("on", label=_("Decided on"), required=True)
    register_number = deciding("register_number")
    decided_by_name = deciding("decided_by_name", help_text=_("Empty: you yourself."))
    decided_by_title = deciding("decided_by_title", label=_("Position"))
    text = TextArea(label=_("Reasons"), help_text=_("Needed when it is declined."), rows=3, required=False)


class SendForm(Form):
    """Sent out to be signed."""

    on = DateField(label=_("Sent on"))
    follow_up_on = moving("follow_up_on")


class SignForm(Form):
    """A signature."""

    party = forms.ChoiceField(label=_("For which party"))
    name = forms.CharField(label=_("Signed by"), max_length=150)
    title = forms.CharField(label=_("Position"), max_length=150, required=False)
    signed_on = signing("signed_on", required=True)


class NoticeForm(Form):
    """Notice from one side."""

    side = noticing("side", label=_("Who gives notice"), widget=forms.RadioSelect)
    received_on = noticing(
        "received_on", required=True, help_text=_("yyyy-mm-dd. The notice time counts from this day.")
    )
    agreed_end = noticing(
        "agreed_end",
        label=_("Last day agreed on"),
        help_text=_("Only where the parties agree on another last day than the clause gives."),
    )
    text = TextArea(label=_("A word on it"), rows=2, required=False)


class TerminateForm(ReasonForm):
    """For cause."""

    last_day = asking("agreement_terminate", "agreement")("last_day", required=True)
    field_order = ("last_day", "reason")


class AmendForm(TermsForm):
    """Terms that read differently from a day."""

    effective_on = amending("effective_on")
    signed_on = amending("signed_on")
    register_number = amending("register_number")
    named = amending(
        "named",
        label=_("Terms that change"),
        help_text=_("Tick them, and write below how they read from that day."),
    )
    text = TextArea(label=_("What else it changes"), rows=3, required=False)
    starts_on = None  # a start lies behind and is not amended
    field_order = ("effective_on", "signed_on", "register_number", "named")


class RenewForm(TermsForm):
    """The successor's terms."""

    title_sv = ask("title_sv", help_text=_("Empty: as now."))
    title_en = ask("title_en", help_text=_("Empty: as now."))
    field_order = ("title_sv", "title_en")


class MoveForm(Form):
    """Whose move."""

    move = moving("move", label=_("Whose move is it?"), widget=forms.RadioSelect)
    since = DateField(label=_("Since"), required=False)
    follow_up_on = moving("follow_up_on")


class ConfirmForm(Form):
    """Seen and found signed."""

    reason = forms.CharField(label=_("How do you know?"), required=False)


class OpinionForm(Form):
    """What a reviewer says."""

    says = asking("opinion_give", "agreement")("says", label=_("Opinion"), widget=forms.RadioSelect)
    text = TextArea(label=_("Why"), help_text=_("Needed when you advise against."), rows=4, required=False)
    expected_version = VersionField()

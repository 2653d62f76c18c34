"""The steps of the lifecycle, each a small form at `<agreement>/step/<operation>/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vidsyn import here
from vidsyn.agreements.queries.finders import opinion_named
from vidsyn.agreements.queries.stories import AgreementStory
from vidsyn.agreements.queries.story_lines import PartyLine
from vidsyn.people import access
from vidsyn.people.vocabulary import Needed
from vidsyn.web.agreements.effects import LOOKING, Looking, asks_for_result, is_unseen, result_of
from vidsyn.web.agreements.forms import terms_initial, with_terms
from vidsyn.web.agreements.naming import party_title
from vidsyn.web.agreements.pages import about, story_of
from vidsyn.web.agreements.step_forms import (
    AmendForm,
    ConfirmForm,
    DecideForm,
    DraftForm,
    MoveForm,
    NoticeForm,
    OpinionForm,
    RenewForm,
    ReviewForm,
    SendForm,
    SignForm,
    TerminateForm,
)
from vidsyn.web.shell.acting import act_context, act_page
from vidsyn.web.shell.asking import asking
from vidsyn.web.shell.forms import Form, VersionField
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.reasons import ReasonForm
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import Text

Data = dict[str, Any]
deciding, signing, amending, moving = (
    asking(operation, "agreement")
    for operation in ("agreement_decide", "agreement_sign", "agreement_amend", "agreement_set_move")
)


@dataclass(frozen=True, slots=True)
class StepPage:
    """The page of one operation: its title, its button, its form, what it is filled in with, and what is sent."""

    title: Text
    button: Text
    form: type[Form]
    initial: Callable[[AgreementStory], Mapping[str, Any]] = lambda _story: {}
    hint: Text = ""
    arguments: Callable[[Data], Data] = lambda data: data


def _review(data: Data) -> Data:
    """A colleague, or else a name; nothing is asked of an agreement that has been edited meanwhile."""
    reviewer = data["reviewer"]
    return {"areas": data["areas"], "reviewer": reviewer, "reviewer_name": "" if reviewer.id else reviewer}


def _amend(data: Data) -> Data:
    told = with_terms(data)
    return told if data["named"] else {**told, "terms": None}


def _today(*names: str) -> Callable[[AgreementStory], Mapping[str, Any]]:
    return lambda _story: dict.fromkeys(names, here.today())


def _renewed(story: AgreementStory) -> Mapping[str, Any]:
    """The successor is offered the old terms, beginning where the old one ends."""
    terms = terms_initial(story.terms_now)
    ends = story.standing.ends_on
    begins = story.standing.renews_on or (ends and ends.fromordinal(ends.toordinal() + 1))
    return {**terms, "starts_on": str(begins or ""), "ends_on": "", "open_ended": False}


STEPS: Mapping[str, StepPage] = {
    "agreement_draft_start": StepPage(_("Start drafting"), _("Start drafting"), DraftForm),
    "review_open": StepPage(_("Ask for opinions"), _("Ask for opinions"), ReviewForm, arguments=_review),
    "agreement_decide": StepPage(
        _("Decide on the agreement"),
        _("Register the decision"),
        DecideForm,
        _today("on"),
    ),
    "agreement_send_for_signature": StepPage(
        _("Send for signature"),
        _("Send for signature"),
        SendForm,
        _today("on"),
    ),
    "agreement_sign": StepPage(
        _("Register a signature"), _("Register the signature"), SignForm, _today("signed_on")
    ),
    "agreement_withdraw": StepPage(
        _("Withdraw the agreement"),
        _("Withdraw"),
        ReasonForm,
    ),
    "notice_give": StepPage(
        _("Register notice"),
        _("Register the notice"),
        NoticeForm,
        _today("received_on"),
        _("The last day in force follows from the agreement's own rule."),
    ),
    "agreement_terminate": StepPage(
        _("Terminate for cause"),
        _("Terminate"),
        TerminateForm,
        _today("last_day"),
    ),
    "agreement_amend": StepPage(
        _("Register an amendment"),
        _("Register the amendment"),
        AmendForm,
        lambda story: terms_initial(story.terms_now),
        arguments=_amend,
    ),
    "agreement_renew": StepPage(
        _("Renew with a new agreement"),
        _("Start the new agreement"),
        RenewForm,
        _renewed,
        _(
            "A new agreement begins at the drafting table. This one counts as renewed once that is signed by all."
        ),
        with_terms,
    ),
    "agreement_set_move": StepPage(
        _("Whose move is it?"),
        _("Save"),
        MoveForm,
        lambda story: {
            "move": story.row.move or "",
            "since": story.row.move_since,
            "follow_up_on": story.follow_up_on,
        },
    ),
    "signature_confirm": StepPage(
        _("Confirm the signatures"),
        _("Confirm"),
        ConfirmForm,
        hint=_("Confirm that you have seen the agreement signed by all parties."),
    ),
}


def step_page(request: WebRequest, reference: str, step: str) -> HttpResponse:
    """One step."""
    page = STEPS.get(step)
    if page is None:
        raise Http404
    story = story_of(request, reference)
    _require_step(story, step)
    form = page.form.of(request, initial={**page.initial(story), "expected_version": story.row.version})
    form.fields["expected_version"] = VersionField()
    if isinstance(form, SignForm):
        waiting = [party for party in story.parties if party.signed_on is None]
        form.fields["party"].choices = [(str(p.id), party_title(p.row)) for p in waiting]  # type: ignore[attr-defined]
        form.fields["title"].help_text = _expected(waiting)
    take = partial(
        act_page,
        request,
        about(story),
        form,
        page.title,
        page.button,
        lambda data: perform(request, step, agreement=reference, **page.arguments(data)),
        hint=page.hint,
    )
    looking = LOOKING.get(step)
    return _with_result(request, story, page, form, looking, take) if looking else take()


def _with_result(
    request: WebRequest,
    story: AgreementStory,
    page: StepPage,
    form: Form,
    looking: Looking,
    take: Callable[..., HttpResponse],
) -> HttpResponse:
    """The page of a step that shows its result before it is taken: asked for, or other than the one shown before."""
    valid = form.is_valid() if form.is_bound else True
    result = result_of(request, story.row.reference, looking, form) if valid else None
    unseen = is_unseen(request, result)
    if asks_for_result(request) or unseen:
        beside = {"result": result, "unseen": unseen and not asks_for_result(request), "form": form}
        context = act_context(about(story), page.title, page.button, hint=page.hint, **beside)
        return render(request, "agreements/step.html", context)
    message = f"{looking.done} {result.sentence}" if result else looking.done
    return take(message=message, template="agreements/step.html", result=result)


def _expected(waiting: Iterable[PartyLine]) -> str:
    """Who is to sign, for the person to write where it is so."""
    titles = [s.title for party in waiting for s in party.signatories if s.title and s.signed_on is None]
    return (
        gettext("Expected: %(titles)s. Write it if it is so.") % {"titles": ", ".join(titles)}
        if titles
        else ""
    )


def _require_step(story: AgreementStory, step: str) -> None:
    """Whether it can be taken now the operation says; who may take it, also the page."""
    by = {"agreement_decide": story.may_decide, "signature_confirm": story.may_confirm}
    needed = Needed.DECIDER if step == "agreement_decide" else Needed.COORDINATOR
    access.require(by.get(step, story.may_edit), needed=needed)


def opinion_page(request: WebRequest, reference: str, row: Any) -> HttpResponse:
    """Give the opinion one was asked for."""
    story = story_of(request, reference)
    asked = next((opinion for opinion in story.opinions if opinion.id == row), None)
    access.require(story.may_edit or bool(asked and asked.may_give), needed=Needed.COORDINATOR)
    opinion = opinion_named(request.actor, str(row))
    initial = {"says": opinion.opinion, "text": opinion.text, "expected_version": opinion.version}
    form = OpinionForm.of(request, initial=initial)
    return act_page(
        request,
        about(story),
        form,
        _("Give an opinion"),
        _("Give the opinion"),
        lambda data: perform(request, "opinion_give", opinion=opinion, **data),
    )

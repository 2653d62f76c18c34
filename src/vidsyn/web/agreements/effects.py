"""Before and after: what notice, termination, an amendment or a renewal results in, shown before it is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vidsyn import here
from vidsyn.agreements.logic.amending import changes_read, changes_written
from vidsyn.agreements.logic.changing import (
    Change,
    Effect,
    with_amendment,
    with_notice,
    with_successor,
    with_termination,
)
from vidsyn.agreements.logic.terms import Terms
from vidsyn.agreements.logic.timeline import Standing
from vidsyn.agreements.queries.effects import agreement_effect
from vidsyn.agreements.vocabulary import AmendableTerm, Missing
from vidsyn.kernel.precision import written
from vidsyn.kernel.refusals import Refusal, Refusals
from vidsyn.web.agreements.forms import with_terms
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import Text
from vidsyn.wording.labels import label
from vidsyn.wording.lengths import months_said, notice_written

Data = Mapping[str, Any]
Line = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Looking:
    """How the answers of a step change an agreement and from which day; None where they do not say enough."""

    done: Text
    change: Callable[[Data], tuple[Change, date] | None]


@dataclass(frozen=True, slots=True)
class Result:
    """A result to show: what differs, what it comes to, and a mark of it that the form carries."""

    lines: tuple[Line, ...]
    sentence: str
    mark: str


def _notice(data: Data) -> tuple[Change, date] | None:
    day: date | None = data.get("received_on")
    return (lambda course: with_notice(course, day, data.get("agreed_end")), day) if day else None


def _termination(data: Data) -> tuple[Change, date] | None:
    day: date | None = data.get("last_day")
    return (lambda course: with_termination(course, day), day) if day else None


def _amendment(data: Data) -> tuple[Change, date] | None:
    day: date | None = data.get("effective_on")
    named = [AmendableTerm(name) for name in data.get("named") or ()]
    changes = changes_read(changes_written(with_terms(data)["terms"], named))
    return (lambda course: with_amendment(course, day, changes), day) if day and named else None


def _renewal(data: Data) -> tuple[Change, date] | None:
    starts: date | None = with_terms(data)["terms"].starts_on
    return (lambda course: with_successor(course, starts), here.today()) if starts else None


LOOKING: Mapping[str, Looking] = {
    "notice_give": Looking(gettext_lazy("The notice is registered."), _notice),
    "agreement_terminate": Looking(gettext_lazy("The termination is registered."), _termination),
    "agreement_amend": Looking(gettext_lazy("The amendment is registered."), _amendment),
    "agreement_renew": Looking(
        gettext_lazy("A new agreement has been started. When all parties have signed it:"), _renewal
    ),
}


def result_of(request: WebRequest, reference: str, looking: Looking, form: Form) -> Result | None:
    """Return the result of the form's answers, or of what it begins with; None where they do not say enough.

    A refusal is put on the form when only the result was asked for; otherwise the operation says it.
    """
    asked = looking.change(form.cleaned_data if form.is_bound else _begun(form))
    if asked is None:
        return None
    change, on = asked
    try:
        return _result(agreement_effect(request.actor, reference, change, on=on))
    except (Refusal, Refusals) as no:
        refusals = no.refusals if isinstance(no, Refusals) else (no,)
        if form.is_bound and asks_for_result(request):
            form.refuse(refusals)
        return None


def asks_for_result(request: WebRequest) -> bool:
    """Return whether only the result is asked for."""
    return "look" in request.POST


def is_unseen(request: WebRequest, result: Result | None) -> bool:
    """Return whether the answers lead to another result than the one that the page showed."""
    return result is not None and request.POST.get("shown", result.mark) != result.mark


def _begun(form: Form) -> dict[str, Any]:
    """The answers that a form begins with."""
    found = {}
    for name, field in form.fields.items():
        with suppress(ValidationError):
            found[name] = field.clean(form.get_initial_for_field(field, name))
    return found


def _result(effect: Effect) -> Result:
    after = effect.after
    mark = "|".join(
        str(part or "") for part in (after.status, after.ends_on, after.renews_on, after.notice_deadline)
    )
    return Result(tuple(_lines(effect)), _sentence(after), mark)


def _sentence(after: Standing) -> str:
    if after.renews_on:
        return _("The agreement renews itself on %(day)s.") % {"day": after.renews_on}
    if after.ends_on:
        return _("The agreement ends on %(day)s.") % {"day": written(after.ends_on, after.ends_precision)}
    return _("The agreement has no last day.")


def _lines(effect: Effect) -> Iterator[Line]:
    """What the result is told by: what follows on the day, then the terms that differ."""
    follows: tuple[tuple[str, Callable[[Standing], str]], ...] = (
        (_("Status on %(day)s") % {"day": effect.on}, lambda s: label(s.status) if s.status else ""),
        (_("In force through"), _end),
        (_("Renews itself"), lambda s: str(s.renews_on or "")),
        (_("Last day for notice"), _notice_day),
    )
    for name, said in follows:
        before, after = said(effect.before), said(effect.after)
        if before or after:
            yield name, before or "–", after or "–"
    terms: tuple[tuple[AmendableTerm, Callable[[Terms], str]], ...] = (
        (AmendableTerm.NOTICE, _clause),
        (AmendableTerm.RENEWAL, lambda t: _months(t.renewal_months)),
        (AmendableTerm.WINDOW, lambda t: _months(t.renewal_window_months)),
    )
    for term, written_as in terms:
        before, after = written_as(effect.terms_before), written_as(effect.terms_after)
        if before != after:
            yield label(term), before or "–", after or "–"


def _end(standing: Standing) -> str:
    if standing.ends_on:
        return written(standing.ends_on, standing.ends_precision)
    return _("until further notice") if standing.open_ended else _("not known")


def _notice_day(standing: Standing) -> str:
    if standing.notice_deadline:
        return standing.notice_deadline.isoformat()
    return _("not known") if Missing.NOTICE in standing.lacks else ""


def _clause(terms: Terms) -> str:
    if terms.notice_effective:
        told = {"by": terms.notice_given_by, "last": terms.notice_effective}
        return _("received by %(by)s, in force through %(last)s") % told
    if terms.notice_months is not None:
        return _months(terms.notice_months)
    return notice_written(terms.notice_months, terms.notice_days)


def _months(number: int | None) -> str:
    return "" if number is None else months_said(number)

"""Failed work on the health page: tried again by a button, forgotten for a reason."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vidsyn.keeping.queries import FailedWork, failed_work
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.web.health.forms import ForgetForm
from vidsyn.web.shell.acting import About, act_page
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import carried_out


@require_POST
def retry_all(request: WebRequest) -> HttpResponse:
    """Try everything again that the page lists."""
    return _retried(request, [str(one.id) for one in failed_work(request.actor)])


@require_POST
def retry(request: WebRequest, work_id: UUID) -> HttpResponse:
    """Try one piece of work again."""
    return _retried(request, [str(work_id)])


def forget(request: WebRequest, work_id: UUID) -> HttpResponse:
    """Take one piece of work out of the queue; the form asks why."""
    found = _found(request, work_id)
    return act_page(
        request,
        About(f"{found.work}: {found.fault}", reverse("health:health"), _crumbs()),
        ForgetForm.of(request),
        _("Forget the work"),
        _("Forget it"),
        lambda data: perform(request, "work_forget", works=[str(found.id)], **data),
        hint=_("It is not done any more: a letter is never sent, a list does not go on."),
    )


def _found(request: WebRequest, work_id: UUID) -> FailedWork:
    for one in failed_work(request.actor):
        if one.id == work_id:
            return one
    raise Refusal("work_not_failed", kind=RefusalKind.STATE, work=str(work_id))


def _retried(request: WebRequest, works: list[str]) -> HttpResponse:
    return carried_out(
        request,
        lambda: perform(request, "work_retry", works=works),
        then=lambda _done: reverse("health:health"),
        message=lambda done: (
            ngettext(
                "%(n)s piece of work is being tried again.",
                "%(n)s pieces of work are being tried again.",
                len(done),
            )
            % {"n": len(done)}
        ),
    )


def _crumbs() -> list[tuple[object, str]]:
    return [settings_crumb(), (_("Health"), reverse("health:health"))]

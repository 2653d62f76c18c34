"""A person's calendar feed: her page about it, and the feed itself under its secret address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vidsyn import here
from vidsyn.reminders.queries.feeds import calendar_of, feed_made_on
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest
from vidsyn.web.shell.submissions import carried_out


def calendar_page(request: WebRequest) -> HttpResponse:
    """Whether there is a feed, and how to make or revoke it."""
    context = {"made_on": feed_made_on(request.actor), "crumbs": [settings_crumb()]}
    return render(request, "reminders/calendar.html", context)


@require_POST
def make(request: WebRequest) -> HttpResponse:
    """Make the feed and show its address, this once."""
    made: list[str] = []
    response = carried_out(
        request,
        lambda: made.append(perform(request, "feed_make")),
        then=lambda _done: reverse("today:calendar"),
        again=_("The address was made when you sent this the first time, and was shown then only."),
    )
    if not made:
        return response
    url = request.build_absolute_uri(reverse("today:feed", args=made))
    context = {"made_on": feed_made_on(request.actor), "url": url, "crumbs": [settings_crumb()]}
    response = render(request, "reminders/calendar.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def revoke(request: WebRequest) -> HttpResponse:
    """Revoke the feed."""
    return carried_out(
        request,
        lambda: perform(request, "feed_revoke"),
        then=lambda _done: reverse("today:calendar"),
    )


@login_not_required
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar; whoever knows the address reads it, which is why it holds numbers and days only."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405)
    found = calendar_of(secret, here.today())
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

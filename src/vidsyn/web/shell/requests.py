"""The request as Vidsyn's views see it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from vidsyn.people.actors import Actor


class WebRequest(HttpRequest):
    """A request by somebody signed in. For annotations: the middleware puts the attributes on Django's own."""

    actor: Actor
    htmx: HtmxDetails

"""The ways into an account that others open: an account of the identity provider, a link to set a password."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from vidsyn.people import access
from vidsyn.people.queries.persons import roles_of
from vidsyn.people.vocabulary import Needed
from vidsyn.web.people.forms import IdentityForm, UnlinkForm
from vidsyn.web.people.people import about, lasting, managed
from vidsyn.web.shell.acting import act_page
from vidsyn.web.shell.forms import Form
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest


def identity_link_page(request: WebRequest, person_id: UUID) -> HttpResponse:
    """Link an account of the identity provider by its own id, where the provider vouches for no address."""
    person = _with_way_in(request, person_id)
    if settings.OIDC is None:
        raise Http404
    provider = str(settings.OIDC["provider_id"])
    return act_page(
        request,
        about(person),
        IdentityForm.of(request),
        _("Link a university account"),
        _("Link"),
        lambda data: perform(request, "identity_link", person=person, provider=provider, **data),
        hint=_("Only needed where the first sign-in could not link it by the address."),
        message=_("The university account is linked."),
        secret=True,
    )


def identity_page(request: WebRequest, person_id: UUID, provider: str) -> HttpResponse:
    """Let an account of the identity provider no longer sign in as a person."""
    person = _with_way_in(request, person_id)
    return act_page(
        request,
        about(person),
        UnlinkForm.of(request),
        _("Unlink the university account"),
        _("Unlink"),
        lambda data: perform(request, "identity_unlink", person=person, provider=provider, **data),
        hint=_(
            "She is signed out everywhere. The next time somebody signs in through the university with this address, "
            "that account is linked instead."
        ),
        message=_("The university account is no longer linked."),
        secret=True,
    )


@never_cache
def password_link_page(request: WebRequest, person_id: UUID) -> HttpResponse:
    """Make the link with which a person sets her password; the answer shows it, this once."""
    person = _with_way_in(request, person_id)
    made: list[str] = []
    response = act_page(
        request,
        about(person),
        Form.of(request),
        _("Password link"),
        _("Make the link"),
        lambda _data: made.append(perform(request, "password_link_create", person=person)),
        hint=_("With it she sets a password of her own. It works once, within three days."),
        message="",
        again=_(
            "The link was made when you sent this the first time, and was shown then only. Did you not see it? Make "
            "another; it takes the place of the first."
        ),
        secret=True,
    )
    if made:
        address = request.build_absolute_uri(reverse("people:password", args=[person_id, made[0]]))
        context = {"address": address, "title": _("Password link"), "crumbs": about(person).crumbs}
        return render(request, "people/password_link.html", context | {"cancel": about(person).page})
    return response


def _with_way_in(request: WebRequest, person_id: UUID) -> Any:
    """The person, for those who may open a way into her account."""
    person = managed(request, person_id)
    held = lasting(roles_of(request.actor, person))
    access.require(access.may_open_ways_in(request.actor, held), needed=Needed.OFFICE)
    return person

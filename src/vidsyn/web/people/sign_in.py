"""Signing in and out: by password, by a sample persona, by a link that sets a password. OIDC is in `oidc`."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from vidsyn import here
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import actor_of
from vidsyn.people.operations.sign_in import sign_in
from vidsyn.people.queries.persons import account_of_link, persona_list
from vidsyn.web.people.forms import NewPasswordForm, SignInForm
from vidsyn.web.shell.forms import form_page
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest

BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """The page everybody without a session comes to."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)

    def act(data: dict[str, Any]) -> None:
        person = sign_in(email=data["email"], password=data["password"], address=client_address(request))
        login(request, person, backend=BACKEND)

    return form_page(
        cast(WebRequest, request),
        form=SignInForm.of(request),
        template="people/sign_in.html",
        act=act,
        then=lambda _done: onward,
        context={
            "next": onward if request.GET.get("next") or request.POST.get("next") else "",
            "personas": list(persona_list()) if settings.PERSONA_SIGN_IN else [],
            "oidc": settings.OIDC,
        },
    )


@login_not_required
@never_cache
@require_POST
def persona_sign_in(request: HttpRequest) -> HttpResponse:
    """One click signs in as a persona of the sample register, where that is on."""
    wanted = request.POST.get("person", "")
    person = next((p for p in persona_list() if settings.PERSONA_SIGN_IN and str(p.pk) == wanted), None)
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    return HttpResponseRedirect(_onward(request))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return HttpResponseRedirect(resolve_url("people:sign_in"))


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def password_page(request: HttpRequest, person_id: UUID, code: str) -> HttpResponse:
    """Where the link leads with which somebody sets her password, once."""
    person = account_of_link(person_id, code)
    if person is None:
        return render(request, "people/password_link_spent.html", status=404)

    def act(data: dict[str, Any]) -> None:
        actor = actor_of(person, door=Door.WEB, on=here.today())
        changed = perform(actor, "password_set", person=person, code=code, **data)
        login(request, changed, backend=BACKEND)

    response = form_page(
        cast(WebRequest, request),
        form=NewPasswordForm.of(request),
        template="people/password_set.html",
        act=act,
        then=lambda _done: resolve_url(settings.LOGIN_REDIRECT_URL),
        message=_("Your password is set."),
        context={"person": person},
    )
    # The address holds the code: as the page somebody came from, only the site is told. With "no-referrer" a browser
    # sends the form with the origin "null", which is refused.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def client_address(request: HttpRequest) -> str:
    """The network address a request comes from, as far as it can be trusted.

    Behind VIDSYN_PROXIES proxies, each of which adds one address to X-Forwarded-For, it is the one the outermost
    of them saw; what stands further left anybody can write.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if 0 < settings.PROXIES <= len(seen):
        return seen[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def _onward(request: HttpRequest) -> str:
    """Where she was going, when that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)

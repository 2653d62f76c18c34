"""One's own account: language, password, sessions, API tokens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from vidsyn import here
from vidsyn.people.operations.sign_in import count_try, forgive
from vidsyn.people.operations.tokens import NewToken
from vidsyn.people.queries.persons import person_named, roles_of
from vidsyn.people.queries.tokens import token_list, token_named
from vidsyn.web.people.forms import ChangePasswordForm, LanguageForm, TokenForm
from vidsyn.web.people.sign_in import client_address
from vidsyn.web.shell.acting import About, act_page
from vidsyn.web.shell.forms import Form, form_page
from vidsyn.web.shell.look import forget_language
from vidsyn.web.shell.navigation import settings_crumb
from vidsyn.web.shell.performing import perform
from vidsyn.web.shell.requests import WebRequest


def account_page(request: WebRequest) -> HttpResponse:
    """Who I am here, what I may do, and what acts in my name."""
    person = person_named(request.actor, str(request.actor.person_id))
    context = {
        "person": person,
        "roles": roles_of(request.actor, person),
        "tokens": token_list(request.actor),
        "today": here.today(),
        "crumbs": [settings_crumb()],
    }
    return render(request, "people/account.html", context)


def language_page(request: WebRequest) -> HttpResponse:
    """Choose the language, on every page and in mail. It counts for more than a switch made before."""
    person = person_named(request.actor, str(request.actor.person_id))
    response = act_page(
        request,
        _account(),
        LanguageForm.of(request, initial={"language": person.language}),
        _("Language"),
        _("Save"),
        lambda data: perform(request, "language_choose", **data),
        message=_("The language is saved."),
        secret=True,
    )
    return forget_language(response) if response.status_code == 302 else response


@never_cache
@sensitive_post_parameters("old_password", "new_password")
def password_page(request: WebRequest) -> HttpResponse:
    """Change one's password; tries on the present one are counted as tries to sign in are."""

    def act(data: dict[str, Any]) -> None:
        account = str(request.actor.person_id)
        count_try(account=account, address=client_address(request))
        person = perform(request, "password_change", **data)
        forgive(account=account)
        update_session_auth_hash(request, person)

    return form_page(
        request,
        form=ChangePasswordForm.of(request),
        template="people/own_password.html",
        act=act,
        then=lambda _done: _account().page,
        message=_("Your password is changed. Every other session has ended."),
        context={"crumbs": _account().crumbs},
    )


def sessions_page(request: WebRequest) -> HttpResponse:
    """Sign out everywhere but here."""

    def act(_data: dict[str, Any]) -> None:
        person = perform(request, "sessions_end", person=request.actor.person_id)
        update_session_auth_hash(request, person)

    return act_page(
        request,
        _account(),
        Form.of(request),
        _("Sign out on all other devices"),
        _("Sign out on all other devices"),
        act,
        message=_("You are signed out everywhere but here."),
        secret=True,
    )


@never_cache
def token_new(request: WebRequest) -> HttpResponse:
    """Make an API token; the answer shows it, this once."""
    made: list[NewToken] = []

    def act(data: dict[str, Any]) -> None:
        made.append(perform(request, "token_create", **data))

    response = act_page(
        request,
        _account(),
        TokenForm.of(request),
        _("New API token"),
        _("Make the token"),
        act,
        message="",
        again=_(
            "The token was made when you sent this the first time, and its secret was shown then only. Did you not see "
            "it? Revoke the token and make another."
        ),
        secret=True,
    )
    if made:
        return render(request, "people/token_made.html", {"made": made[0], "crumbs": _account().crumbs})
    return response


def token_end(request: WebRequest, token_id: UUID) -> HttpResponse:
    """Revoke a token of one's own."""
    token = token_named(request.actor, str(token_id))
    return act_page(
        request,
        _account(f"{token.name} ({token.hint}…)"),
        Form.of(request),
        _("Revoke the token"),
        _("Revoke"),
        lambda _data: perform(request, "token_revoke", token=token),
        message=_("The token is revoked."),
        secret=True,
    )


def _account(name: str = "") -> About:
    """One's account, or what of it is called `name`, as what an act is on."""
    page = reverse("people:account")
    return About(name, page, [settings_crumb(), (_("My account"), page)])

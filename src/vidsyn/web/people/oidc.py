"""Signing in through the university's own accounts (OpenID Connect).

allauth speaks the protocol – discovery, state, PKCE, the exchange of the code; which account here it opens, we
decide. So nothing of allauth's own accounts, sign-up or pages is reached.
"""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.people.operations.identities import sign_in_by_identity
from vidsyn.web.people.sign_in import BACKEND
from vidsyn.web.shell.responses import refusal_page


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Ends allauth's flow as soon as the provider has vouched for somebody."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        """Sign in the person behind the identity, or say why not."""
        try:
            person = sign_in_by_identity(**_claims(sociallogin))
        except Refusal as refusal:
            raise ImmediateHttpResponse(refusal_page(request, [refusal])) from refusal
        login(request, person, backend=BACKEND)
        raise ImmediateHttpResponse(HttpResponseRedirect(_onward(request, sociallogin.state.get("next"))))

    def on_authentication_error(self, request: HttpRequest, *_details: Any, **_more: Any) -> NoReturn:
        """The provider said no, or what came back does not hold."""
        refusal = Refusal("identity_failed", kind=RefusalKind.FORBIDDEN)
        raise ImmediateHttpResponse(refusal_page(request, [refusal]))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: accounts are opened by the office."""
        return False


def _claims(sociallogin: Any) -> dict[str, Any]:
    """What the provider vouches for. The two places it tells who somebody is must agree."""
    told = sociallogin.account.extra_data
    subjects = {
        part["sub"] for part in (told.get("userinfo"), told.get("id_token")) if part and "sub" in part
    }
    if subjects != {sociallogin.account.uid}:
        raise Refusal("identity_failed", kind=RefusalKind.FORBIDDEN)
    address = next(iter(sociallogin.email_addresses), None)
    return {
        "provider": sociallogin.account.provider,
        "subject": sociallogin.account.uid,
        "email": address.email if address else "",
        "proved": address is not None and (address.verified is True or settings.OIDC_TRUSTS_EMAIL),
    }


def _onward(request: HttpRequest, wanted: str | None) -> str:
    safe = wanted and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return str(wanted) if safe else resolve_url(settings.LOGIN_REDIRECT_URL)

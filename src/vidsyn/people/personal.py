"""Where accounts store personal data: the person, sign-in data and tokens."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib.sessions.models import Session

from vidsyn.history.personal.needles import Needles
from vidsyn.history.personal.register import (
    Keeps,
    Reach,
    Whose,
    declare,
    declare_store,
    mentions,
    names,
    plain,
)
from vidsyn.people.models import ApiToken, Person, SignInAttempt, Unit

_WAY_IN = names(Whose.ACCOUNT, "provider", "uid", "extra_data", reach=Reach.REMOVED)

declare(Unit, plain("code", "name_sv", "name_en", "path", why="a part of the university"))
declare(
    Person,
    names(Whose.ACCOUNT, "name", "email", "password", reach=Reach.CLEARED),
    plain("language", why="a choice of two"),
    keeps=Keeps.ACCOUNT,
)
declare(
    ApiToken,
    mentions("name"),
    plain("digest", "hint", why="a digest of a random secret, and its first letters"),
    keeps=Keeps.ACCOUNT,
)
declare(SignInAttempt, plain("key", why="a keyed digest, for minutes"))
declare(EmailAddress, names(Whose.ACCOUNT, "email", reach=Reach.REMOVED), keeps=Keeps.ACCOUNT)
declare(EmailConfirmation, plain("key", why="never made: addresses are not confirmed by mail"))
declare(SocialAccount, _WAY_IN, keeps=Keeps.ACCOUNT)
declare(SocialToken, plain("token", "token_secret", why="never stored"))
declare(
    SocialApp,
    plain(
        "provider", "provider_id", "name", "client_id", "secret", "key", "settings", why="never made: see settings"
    ),
)  # fmt: skip
declare(
    Session,
    names(Whose.ACCOUNT, "session_data", reach=Reach.REMOVED),
    plain("session_key", why="random"),
    keeps=Keeps.SESSION,
)


def forget_sessions(needles: Needles) -> None:
    """Delete the sessions of an erased account, and those with a pending message that names the person."""
    for session in Session.objects.all():
        said = session.get_decoded()
        if needles.account == said.get("_auth_user_id") or needles.found_in(said):
            session.delete()


declare_store(
    "messages in sessions",
    whose=Whose.MENTIONED,
    keeps=Keeps.SESSION,
    reach=Reach.REMOVED,
    forget=forget_sessions,
)

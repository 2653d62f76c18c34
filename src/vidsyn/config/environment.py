"""Reading settings from the environment, with a sentence for each thing that is wrong."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, *, default: bool) -> bool:
    """A yes/no setting: 1, true, yes or on is yes; 0, false, no or off is no."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(_("%(name)s is %(given)r; say yes or no") % {"name": name, "given": text})


def number(name: str, *, default: int) -> int:
    """A whole number that is not negative."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit():
        return int(text)
    raise ImproperlyConfigured(_("%(name)s is %(given)r; say a whole number") % {"name": name, "given": text})


def words(name: str, *, default: str = "") -> list[str]:
    """A comma-separated setting."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def own_file(name: str, otherwise: Path) -> str:
    """The path of a file of the university's own: the one named, which must be there, else `otherwise` if it is."""
    given = os.environ.get(name, "").strip()
    if given and not Path(given).is_file():
        raise ImproperlyConfigured(
            _("%(name)s is %(given)r; there is no such file") % {"name": name, "given": given}
        )
    return str(Path(given).resolve()) if given else str(otherwise) if otherwise.is_file() else ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for an installation's accessibility; what is not said is empty."""

    owner: str
    email: str
    phone: str
    reviewed_on: date | None


def accessibility_contact() -> Contact:
    """The contact of the accessibility statement, with a sentence for what is not an address or a day."""
    email = os.environ.get("VIDSYN_ACCESSIBILITY_EMAIL", "").strip()
    if email and "@" not in email:
        raise ImproperlyConfigured(
            _("VIDSYN_ACCESSIBILITY_EMAIL is %(given)r; say an e-mail address") % {"given": email}
        )
    reviewed = os.environ.get("VIDSYN_ACCESSIBILITY_REVIEWED", "").strip()
    try:
        day = date.fromisoformat(reviewed) if reviewed else None
    except ValueError as no:
        raise ImproperlyConfigured(
            _("VIDSYN_ACCESSIBILITY_REVIEWED is %(given)r; say a day as yyyy-mm-dd") % {"given": reviewed}
        ) from no
    owner, phone = os.environ.get("VIDSYN_OWNER", ""), os.environ.get("VIDSYN_ACCESSIBILITY_PHONE", "")
    return Contact(owner.strip(), email, phone.strip(), day)


def identity_provider() -> dict[str, object] | None:
    """The university's OpenID Connect provider, when VIDSYN_OIDC_ISSUER names one.

    Over https, but for one on this machine; with the client's id and secret.
    """
    issuer = os.environ.get("VIDSYN_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    if not issuer.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise ImproperlyConfigured(
            _("VIDSYN_OIDC_ISSUER is %(given)r; it must be an https address") % {"given": issuer}
        )
    client = {name: os.environ.get(f"VIDSYN_OIDC_{name}", "") for name in ("CLIENT_ID", "CLIENT_SECRET")}
    for name, value in client.items():
        if not value:
            raise ImproperlyConfigured(
                _("VIDSYN_OIDC_%(name)s is missing; VIDSYN_OIDC_ISSUER needs it") % {"name": name}
            )
    return {
        "provider_id": "university",
        "name": os.environ.get("VIDSYN_OIDC_NAME", "OpenID Connect"),
        "client_id": client["CLIENT_ID"],
        "secret": client["CLIENT_SECRET"],
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }


def stored_secret(folder: Path, name: str) -> str:
    """A secret made on first use and kept in the data folder, readable by its owner only.

    Written aside and then linked into place, so that a process starting at the same moment reads it whole or
    not at all, and both end up with the same one.
    """
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = folder / f".{name}-{secrets.token_hex(8)}"
        try:
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(aside, path)
        finally:
            aside.unlink(missing_ok=True)
    return path.read_text().strip()


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and how the line is protected."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def mail_server(name: str) -> MailServer | None:
    """`smtp://user:password@host:587` speaks STARTTLS, `smtps://` TLS from the start; port 25 speaks plainly."""
    text = os.environ.get(name, "")
    if not text:
        return None
    url = urlsplit(text)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ImproperlyConfigured(
            _("%(name)s is not of the form smtp://user:password@host:587") % {"name": name}
        )
    tls = url.scheme == "smtps"
    port = url.port or (465 if tls else 587)
    user, password = unquote(url.username or ""), unquote(url.password or "")
    return MailServer(url.hostname, port, user, password, starttls=not tls and port != 25, tls=tls)

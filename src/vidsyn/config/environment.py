"""Read settings from the environment, with a sentence for each error."""

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
    """Return a yes/no setting: 1, true, yes or on is yes; 0, false, no or off is no."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(_("%(name)s is %(given)r; say yes or no") % {"name": name, "given": text})


def number(name: str, *, default: int) -> int:
    """Return a whole number that is not negative."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit():
        return int(text)
    raise ImproperlyConfigured(_("%(name)s is %(given)r; say a whole number") % {"name": name, "given": text})


def words(name: str, *, default: str = "") -> list[str]:
    """Return a comma-separated setting."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def own_file(name: str, otherwise: Path) -> str:
    """Return the path of a university's own file: the one named, which must exist, else `otherwise` if it exists."""
    given = os.environ.get(name, "").strip()
    if given and not Path(given).is_file():
        raise ImproperlyConfigured(
            _("%(name)s is %(given)r; there is no such file") % {"name": name, "given": given}
        )
    return str(Path(given).resolve()) if given else str(otherwise) if otherwise.is_file() else ""


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact for an installation's accessibility; unset fields are empty."""

    owner: str
    email: str
    phone: str
    reviewed_on: date | None


def accessibility_contact() -> Contact:
    """Return the contact of the accessibility statement; an invalid address or date is an error."""
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
    """Return the university's OpenID Connect provider, when VIDSYN_OIDC_ISSUER names one.

    Requires https, except on this machine, and the client's id and secret.
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
    """Return a secret stored in the data folder, readable by its owner only; created on first use.

    Written to a temporary file and then linked into place, so that processes starting at the same moment read the
    same secret and never part of one.
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
    """The server that accepts mail, and the connection's encryption."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def mail_server(name: str) -> MailServer | None:
    """Parse `smtp://user:password@host:587` (STARTTLS) or `smtps://` (TLS from the start); port 25 is unencrypted."""
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

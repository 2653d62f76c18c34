"""The seals' keys: stored outside the database, each under an id, so that they can be rotated.

A key is a file `<id>.key` in `seal` under the folder of keys, or `id:secret` in VIDSYN_SEAL_KEY for installations
with a secret store. New seals use the latest key, which the file `current` names; old seals are verified with the
key they name.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from vidsyn.storage.writing import write_aside

LONGEST_ID = 16
_CURRENT = "current"


@dataclass(frozen=True, slots=True)
class SealKey:
    """A key and its id, which seals refer to."""

    id: str
    secret: bytes


def known_keys() -> dict[str, SealKey]:
    """Return every key, by id."""
    read = ((path.stem, path.read_bytes().strip()) for path in sorted(_folder().glob("*.key")))
    # An empty file was left by a crash while creating a key, before anything was sealed with it.
    found = {id_: SealKey(id_, secret) for id_, secret in read if secret}
    given = _given()
    return found | ({given.id: given} if given else {})


def current_key() -> SealKey:
    """Return the key for new seals; creates the first one."""
    given = _given()
    if given:
        return given
    found = known_keys()
    return found[_made_last(found)] if found else rotate_key()


def rotate_key() -> SealKey:
    """Create a new key for future seals. Retain the old ones: they verify what they sealed.

    Raises OSError, leaving the previous key in use.
    """
    if _given():
        raise ImproperlyConfigured(_("the key comes from VIDSYN_SEAL_KEY; give it a new id and secret there"))
    key = SealKey(_new_id(), secrets.token_hex(32).encode())
    write_aside(_folder() / f"{key.id}.key", key.secret)
    write_aside(_folder() / _CURRENT, key.id.encode())
    return key


def _made_last(found: Collection[str]) -> str:
    """Return the id that `current` names. Without that file, as in older versions, the newest file counts, not its
    name.
    """
    try:
        named = (_folder() / _CURRENT).read_text().strip()
    except FileNotFoundError:
        named = ""
    if named in found:
        return named
    return max(found, key=lambda id_: ((_folder() / f"{id_}.key").stat().st_mtime_ns, id_))


def _new_id() -> str:
    """Return an id made from the time; if taken, from the next free second."""
    number = int(timezone.now().strftime("%Y%m%d%H%M%S"))
    while (_folder() / f"{number}.key").exists():
        number += 1
    return str(number)


def _folder() -> Path:
    return Path(settings.KEYS) / "seal"


def _given() -> SealKey | None:
    text = os.environ.get("VIDSYN_SEAL_KEY", "")
    if not text:
        return None
    name, _sign, secret = text.partition(":")
    if not 0 < len(name) <= LONGEST_ID or len(secret) < 32:
        raise ImproperlyConfigured(
            _("VIDSYN_SEAL_KEY must read id:secret, the id at most 16 characters and the secret at least 32")
        )
    return SealKey(name, secret.encode())

"""The sealed form of a row. Changing it makes old seals unverifiable: add a new form beside this one instead."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from vidsyn.history.models import HistoryEntry, Seal
from vidsyn.history.seals.keys import SealKey


def row_digest(entry: HistoryEntry) -> str:
    """Return a digest of a row's content. Values enter as salted digests, so that they can be erased."""
    return _digest(
        [
            entry.pk,
            _moment(entry.at),
            entry.fact,
            entry.subject_kind,
            entry.subject_id,
            entry.subject_version,
            entry.actor_kind,
            entry.actor_id,
            entry.door,
            str(entry.correlation_id),
            entry.restricted,
            entry.personal,
            entry.digests,
        ]
    )


def batch_digest(row_digests: Iterable[str]) -> str:
    """Return a digest of the rows' digests in their order."""
    return _digest(list(row_digests))


def seal_mac(seal: Seal, key: SealKey) -> str:
    """Return the keyed digest of a seal and, through the previous mac, of every seal before it."""
    sealed = [
        seal.sequence,
        _moment(seal.sealed_at),
        seal.count,
        seal.batch_digest,
        seal.previous_mac,
        seal.key_id,
    ]
    return hmac.new(key.secret, _canonical(sealed), hashlib.sha256).hexdigest()


def _digest(value: Any) -> str:
    return hashlib.sha256(_canonical(value)).hexdigest()


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")

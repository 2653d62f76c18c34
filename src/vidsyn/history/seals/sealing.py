"""Seal new history rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import timezone

from vidsyn.history.models import HistoryEntry, Seal
from vidsyn.history.seals.digests import batch_digest, row_digest, seal_mac
from vidsyn.history.seals.heads import check_head, write_heads
from vidsyn.history.seals.keys import current_key
from vidsyn.storage.locks import alone
from vidsyn.storage.turns import let_others_write

BATCH = 1000


def seal_history() -> int:
    """Seal every unsealed row; returns how many. One process at a time: the others find nothing to do.

    Raises Refusal `history_head_mismatch` rather than seal a truncated history.
    """
    with alone("seals"):
        sealed = count = _seal_batch()
        while count == BATCH:
            let_others_write()
            count = _seal_batch()
            sealed += count
        write_heads()
    return sealed


def is_anything_new() -> bool:
    """Check whether any row is unsealed. One statement, and no lock."""
    return HistoryEntry.objects.filter(seal=None).exists()


def _seal_batch() -> int:
    with transaction.atomic():
        last = Seal.objects.select_for_update().order_by("-sequence").first()
        entries = list(HistoryEntry.objects.filter(seal=None).order_by("id")[:BATCH])
        if not entries:
            return 0
        check_head()
        digests = [row_digest(entry) for entry in entries]
        seal = _next(last, digests)
        seal.save(force_insert=True)
        _mark(entries, digests, seal)
    return len(entries)


def _next(last: Seal | None, digests: Sequence[str]) -> Seal:
    key = current_key()
    seal = Seal(
        sequence=last.sequence + 1 if last else 1,
        sealed_at=timezone.now(),
        count=len(digests),
        batch_digest=batch_digest(digests),
        previous_mac=last.mac if last else "",
        key_id=key.id,
    )
    seal.mac = seal_mac(seal, key)
    return seal


def _mark(entries: Sequence[HistoryEntry], digests: Sequence[str], seal: Seal) -> None:
    """Write the seal's columns of many rows in one statement."""
    rows = [
        (seal.pk, position, digest, entry.pk)
        for position, (entry, digest) in enumerate(zip(entries, digests, strict=True))
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE plumbing_historyentry SET seal_id = %s, seal_position = %s, row_digest = %s WHERE id = %s",
            rows,
        )

"""When a partner's names change, update the search words of its agreements and collaborations."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from vidsyn.acts.reactions import reaction
from vidsyn.agreements.operations.search_text import words_refresh as agreements_refresh
from vidsyn.collaborations.operations.describing import words_refresh as collaborations_refresh
from vidsyn.history.models import HistoryEntry
from vidsyn.partners.facts import PartnerFact


@reaction(
    PartnerFact.NAME_ADDED,
    PartnerFact.NAME_UPDATED,
    PartnerFact.NAME_REMOVED,
    PartnerFact.MERGED,
    PartnerFact.UNMERGED,
    PartnerFact.UPDATED,
)
def refresh_words(entries: Sequence[HistoryEntry]) -> None:
    """Rebuild the words of its agreements and collaborations; they are derived, so nothing is recorded."""
    partners = {UUID(entry.subject_id) for entry in entries if _names_changed(entry)}
    if partners:
        agreements_refresh(partners)
        collaborations_refresh(partners)


def _names_changed(entry: HistoryEntry) -> bool:
    """Check whether the names changed; an update includes names only where an import added some."""
    return entry.fact != PartnerFact.UPDATED or "names" in entry.after

"""Propose ROR records for a partner, with reasons, from the index in `VIDSYN_DATA`, if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from vidsyn.kernel.refusals import Refusal
from vidsyn.partners import access
from vidsyn.partners.models import Partner
from vidsyn.partners.vocabulary import Evidence
from vidsyn.people.actors import Actor

if TYPE_CHECKING:
    from vidsyn.matching import OrganisationIndex, Suggestion

FOLDER = "ror"
# In log-odds: reasons below this make no noticeable difference.
_WEIGHTY = 0.2


@dataclass(frozen=True, slots=True)
class RorProposal:
    """A ROR record a partner may be: confidence, and reasons for and against, in the words that matched."""

    ror: str
    name: str
    country: str
    confidence: float
    band: str
    why: tuple[tuple[str, str, float], ...]
    taken_by: Partner | None

    @property
    def evidence(self) -> dict[str, str]:
        """Return what is stored with the link if this record is chosen."""
        met = {code: text for code, text, weight in self.telling if weight > 0}
        return {**met, Evidence.CONFIDENCE.value: f"{self.percent} %"}

    @property
    def telling(self) -> list[tuple[str, str, float]]:
        """Return the significant reasons that name what matched."""
        return [reason for reason in self.why if reason[1] and abs(reason[2]) >= _WEIGHTY]

    @property
    def percent(self) -> int:
        """Return the confidence in per cent; never quite a hundred, since it is no proof."""
        return min(99, round(self.confidence * 100))


def ror_proposals(viewer: Actor, partner: Partner, *, limit: int = 5) -> list[RorProposal]:
    """Return the records closest to any of the partner's names, best first. Empty without an index."""
    index = ror_index()
    if index is None or not access.may_edit(viewer):
        return []
    best: dict[str, RorProposal] = {}
    names = [name.name for name in partner.names.all()][:6]
    for matches in index.resolve_many([(name, partner.country or None) for name in names], limit=limit):
        for match in matches:
            if match.id not in best or match.confidence > best[match.id].confidence:
                record = index.record(match.id)
                why = tuple((r.code, r.text, r.weight) for r in match.why if r.code in set(Evidence))
                place = (record.country or "") if record else ""
                best[match.id] = RorProposal(
                    match.id, match.name, place, match.confidence, str(match.band), why, None
                )
    surest = sorted(best.values(), key=lambda one: -one.confidence)[:limit]
    return _with_owners(surest, partner)


def ror_search(viewer: Actor, text: str, limit: int = 10) -> list[Suggestion]:
    """Find ROR records by a partly typed name. Empty without an index."""
    index = ror_index()
    return index.search(text, limit) if index is not None and access.may_edit(viewer) else []


def ror_about() -> Mapping[str, Any] | None:
    """Return the description of the ROR index, or None without one."""
    index = ror_index()
    return index.about if index is not None else None


def ror_index() -> OrganisationIndex | None:
    """Return the index in use, opened once per version; None until one is imported."""
    current = Path(settings.DATA) / FOLDER / "current.json"
    try:
        return _opened(current.parent, current.stat().st_mtime_ns)
    except (Refusal, OSError):
        return None


@lru_cache(maxsize=1)
def _opened(folder: Path, _version: int) -> OrganisationIndex:
    # Imported once there is an index: matching takes long to load.
    from vidsyn.matching import open_index

    return open_index(folder)


def _with_owners(proposals: list[RorProposal], partner: Partner) -> list[RorProposal]:
    rows = Partner.objects.listed().filter(ror__in=[one.ror for one in proposals]).exclude(pk=partner.pk)
    owners = {row.ror: row for row in rows}
    return [
        RorProposal(one.ror, one.name, one.country, one.confidence, one.band, one.why, owners.get(one.ror))
        for one in proposals
    ]

"""Which ROR record a partner most likely is, and why: answered by the index in `VIDSYN_DATA`, if one is there."""

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
# In log-odds: a reason lighter than this changes nothing a person would notice.
_WEIGHTY = 0.2


@dataclass(frozen=True, slots=True)
class RorProposal:
    """A ROR record a partner may be: how sure, and what speaks for and against, in the words that were met."""

    ror: str
    name: str
    country: str
    confidence: float
    band: str
    why: tuple[tuple[str, str, float], ...]
    taken_by: Partner | None

    @property
    def evidence(self) -> dict[str, str]:
        """What is kept with the link, should the person choose this one."""
        met = {code: text for code, text, weight in self.telling if weight > 0}
        return {**met, Evidence.CONFIDENCE.value: f"{self.percent} %"}

    @property
    def telling(self) -> list[tuple[str, str, float]]:
        """The reasons that name what was met and weigh something."""
        return [reason for reason in self.why if reason[1] and abs(reason[2]) >= _WEIGHTY]

    @property
    def percent(self) -> int:
        """How sure, in per cent; never quite a hundred, for it is no proof."""
        return min(99, round(self.confidence * 100))


def ror_proposals(viewer: Actor, partner: Partner, *, limit: int = 5) -> list[RorProposal]:
    """The records whose names are nearest any of the partner's names, surest first. Empty without an index."""
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
    """ROR records by name as one types. Empty without an index."""
    index = ror_index()
    return index.search(text, limit) if index is not None and access.may_edit(viewer) else []


def ror_about() -> Mapping[str, Any] | None:
    """Which version of ROR is here, or None."""
    index = ror_index()
    return index.about if index is not None else None


def ror_index() -> OrganisationIndex | None:
    """The index in use, opened once per version; None while nobody has brought one in."""
    current = Path(settings.DATA) / FOLDER / "current.json"
    try:
        return _opened(current.parent, current.stat().st_mtime_ns)
    except (Refusal, OSError):
        return None


@lru_cache(maxsize=1)
def _opened(folder: Path, _version: int) -> OrganisationIndex:
    # Loaded once an index is there to open: matching takes long to load.
    from vidsyn.matching import open_index

    return open_index(folder)


def _with_owners(proposals: list[RorProposal], partner: Partner) -> list[RorProposal]:
    rows = Partner.objects.listed().filter(ror__in=[one.ror for one in proposals]).exclude(pk=partner.pk)
    owners = {row.ror: row for row in rows}
    return [
        RorProposal(one.ror, one.name, one.country, one.confidence, one.band, one.why, owners.get(one.ror))
        for one in proposals
    ]

"""The reference for looking names up: ROR where its index is installed, and the register's own partners."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings

from vidsyn.kernel.refusals import Refusal
from vidsyn.matching import (
    PROPOSED,
    Band,
    Match,
    Named,
    NameIndex,
    NameKind,
    OrganisationIndex,
    OrganisationRecord,
    open_index,
)
from vidsyn.partners.logic.entries import NameEntry, PartnerEntry
from vidsyn.partners.models import PartnerName
from vidsyn.partners.vocabulary import NameKind as PartnerNameKind
from vidsyn.partners.vocabulary import PartnerKind

Question = tuple[str, str]
_STRONG = 0.8  # a name so similar that only the country contradicts it
# ROR gives an organisation several types: what it is outranks its legal form, and both outrank that it also funds.
_KINDS = {
    "education": PartnerKind.UNIVERSITY,
    "healthcare": PartnerKind.HOSPITAL,
    "company": PartnerKind.COMPANY,
    "facility": PartnerKind.RESEARCH_INSTITUTE,
    "government": PartnerKind.AUTHORITY,
    "nonprofit": PartnerKind.ASSOCIATION,
    "funder": PartnerKind.FUNDER,
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """The best match for a name. `ror` is "" for a partner in the register without one."""

    name: str
    confidence: float
    sure: bool
    ror: str = ""
    partner_id: str | None = None
    why: tuple[tuple[str, str], ...] = ()


def ror_at_hand() -> bool:
    """Check whether ROR is available; otherwise names are compared with the register's own partners alone."""
    try:
        open_index(settings.DATA / "ror")
    except Refusal:
        return False
    return True


def kind_by_types(types: Collection[str]) -> PartnerKind:
    """Return the kind of organisation that ROR's types mean; their order means nothing."""
    return next((kind for name, kind in _KINDS.items() if name in types), PartnerKind.OTHER)


class Reference:
    """Looks names up; create one for each list."""

    def suggest(self, asked: Sequence[Question]) -> list[Suggested | None]:
        """Return the best match for each (name, country code or ""), in order; None for a name without any.

        ROR comes first. Partners of the register that are not in ROR are proposed, never linked automatically.
        """
        found = list(self._best(asked))
        # A name known in a country other than the row's is for a person to check, not a new organisation.
        unknown = [
            n for n, (asks, answer) in enumerate(zip(asked, found, strict=True)) if asks[1] and not answer
        ]
        again = self._best([(asked[n][0], "") for n in unknown])
        for n, answer in zip(unknown, again, strict=True):
            strong = answer is not None and answer.confidence >= _STRONG
            found[n] = replace(answer, sure=False) if answer is not None and strong else None
        return found

    def _best(self, asked: Sequence[Question]) -> Iterator[Suggested | None]:
        known = self._answers(self._ror, asked)
        own = self._answers(self._register, asked)
        for (_name, country), ror, register in zip(asked, known, own, strict=True):
            yield self._better(country, ror, register)

    def name(self, ror: str) -> str:
        """Return the name of the organisation with a ROR id, or the id itself if unknown."""
        record = self._record(ror)
        return record.name if record else ror

    def place(self, ror: str) -> tuple[str, str]:
        """Return the city and country code of the organisation with a ROR id, "" for what is unknown."""
        record = self._record(ror)
        return (record.city or "", record.country or "") if record else ("", "")

    def entry(self, ror: str) -> PartnerEntry | None:
        """Return ROR's data as an entry for registering a partner; None where it has none."""
        record = self._record(ror)
        if record is None:
            return None
        return PartnerEntry(
            names=tuple(_names(record)),
            kind=kind_by_types(record.types),
            country=record.country or "",
            city=record.city or "",
            ror=record.id,
            website=record.website or "",
        )

    def _better(self, country: str, ror: Match | None, register: Match | None) -> Suggested | None:
        if ror is not None and (
            ror.band is Band.ACCEPT or register is None or ror.confidence >= register.confidence
        ):
            record = self._record(ror.id)
            elsewhere = bool(country and record and record.country and record.country != country)
            return _suggested(ror, sure=ror.band is Band.ACCEPT and not elsewhere, ror=ror.id)
        return _suggested(register, sure=False, partner_id=register.id) if register is not None else None

    def _answers(self, index: OrganisationIndex | None, asked: Sequence[Question]) -> Iterator[Match | None]:
        if index is None:
            yield from (None for _ in asked)
            return
        for matches in index.resolve_many([(name, country or None) for name, country in asked], limit=1):
            best = matches[0] if matches else None
            yield best if best is not None and best.confidence >= PROPOSED else None

    def _record(self, ror: str) -> OrganisationRecord | None:
        return self._ror.record(ror) if self._ror is not None else None

    @cached_property
    def _ror(self) -> OrganisationIndex | None:
        """The index in use, if any."""
        try:
            return open_index(settings.DATA / "ror")
        except Refusal:
            return None

    @cached_property
    def _register(self) -> OrganisationIndex | None:
        """The partners of the register that ROR does not cover. One statement."""
        rows = PartnerName.objects.filter(partner__merged_into=None, partner__voided_at=None)
        if self._ror is not None:
            rows = rows.filter(partner__ror="")
        names: dict[str, tuple[list[str], str]] = {}
        for partner, name, country in rows.values_list("partner_id", "name", "partner__country"):
            names.setdefault(str(partner), ([], country))[0].append(name)
        if not names:
            return None
        return NameIndex(Named(id_, tuple(all_), country or None) for id_, (all_, country) in names.items())


def _suggested(match: Match, *, sure: bool, ror: str = "", partner_id: str | None = None) -> Suggested:
    why = tuple((reason.code, reason.text) for reason in match.why)
    return Suggested(match.name, match.confidence, sure, ror, partner_id, why)


def _names(record: OrganisationRecord) -> Iterator[NameEntry]:
    """Yield the display name first; labels are official in their language, the rest other forms."""
    for name in sorted(record.names, key=lambda name: NameKind.DISPLAY not in name.kinds):
        if NameKind.ACRONYM in name.kinds and NameKind.DISPLAY not in name.kinds:
            kind = PartnerNameKind.ACRONYM
        elif NameKind.ALIAS in name.kinds and NameKind.DISPLAY not in name.kinds:
            kind = PartnerNameKind.OTHER
        else:
            kind = PartnerNameKind.OFFICIAL
        yield NameEntry(name.value, name.language, kind)

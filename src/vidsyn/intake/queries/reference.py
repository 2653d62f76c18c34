"""The reference that names are looked up in: ROR where its index has been brought in, and the register's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_STRONG = 0.8  # a name so like that only the country speaks against it
_KINDS = {
    "education": PartnerKind.UNIVERSITY,
    "healthcare": PartnerKind.HOSPITAL,
    "company": PartnerKind.COMPANY,
    "government": PartnerKind.AUTHORITY,
    "funder": PartnerKind.FUNDER,
    "nonprofit": PartnerKind.ASSOCIATION,
    "facility": PartnerKind.RESEARCH_INSTITUTE,
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """The best answer for a name. `ror` "" for a partner of the register that has none."""

    name: str
    confidence: float
    sure: bool
    ror: str = ""
    partner_id: str | None = None
    why: tuple[tuple[str, str], ...] = ()


def ror_at_hand() -> bool:
    """Whether names can be looked up in ROR; else they are compared with the register's own partners alone."""
    try:
        open_index(settings.DATA / "ror")
    except Refusal:
        return False
    return True


class Reference:
    """What names are looked up in; make one for each list."""

    def suggest(self, asked: Sequence[Question]) -> list[Suggested | None]:
        """The best answer for each (name, country code or ""), in order; None for a name like no other.

        ROR is asked first. Partners of the register that are not in ROR are proposed, never linked unasked.
        """
        found = list(self._best(asked))
        # A name known in another country than the row says is for a person to look at, not a new organisation.
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
        """What the organisation with a ROR id is called, the id itself when it is not known."""
        record = self._record(ror)
        return record.name if record else ror

    def place(self, ror: str) -> tuple[str, str]:
        """The city and the country's code of the organisation with a ROR id, "" for what is not known."""
        record = self._record(ror)
        return (record.city or "", record.country or "") if record else ("", "")

    def entry(self, ror: str) -> PartnerEntry | None:
        """What ROR says of the organisation, as a partner is registered; None where it says nothing."""
        record = self._record(ror)
        if record is None:
            return None
        kinds = (_KINDS[kind] for kind in record.types if kind in _KINDS)
        return PartnerEntry(
            names=tuple(_names(record)),
            kind=next(kinds, PartnerKind.OTHER),
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
        """The index in use; without one names are compared with the register alone."""
        try:
            return open_index(settings.DATA / "ror")
        except Refusal:
            return None

    @cached_property
    def _register(self) -> OrganisationIndex | None:
        """The partners of the register that ROR cannot answer for. One statement."""
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
    """The displayed name first; labels are official in their language, the rest other forms."""
    for name in sorted(record.names, key=lambda name: NameKind.DISPLAY not in name.kinds):
        if NameKind.ACRONYM in name.kinds and NameKind.DISPLAY not in name.kinds:
            kind = PartnerNameKind.ACRONYM
        elif NameKind.ALIAS in name.kinds and NameKind.DISPLAY not in name.kinds:
            kind = PartnerNameKind.OTHER
        else:
            kind = PartnerNameKind.OFFICIAL
        yield NameEntry(name.value, name.language, kind)

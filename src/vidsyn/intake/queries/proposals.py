"""Propose the organisations that names in a list mean: from earlier decisions, identifiers, the register and ROR.

Each distinct name is looked up once, however many rows have it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vidsyn.intake.logic.plan import Proposal
from vidsyn.intake.models import RememberedName
from vidsyn.intake.queries.reference import Reference, Suggested
from vidsyn.intake.vocabulary import Decided
from vidsyn.kernel.batches import batched
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import Partner, PartnerName
from vidsyn.partners.queries.standing import partners_today

_TOLD_AFTER = 250
_SEVERAL = "several"
_BETWEEN = re.compile(r"\s*[;|]\s*|\s+[/+]\s+|\s+(?:och|and|samt|&)\s+")
_SAME = 0.99  # an identical name in the register, without a contradicting country


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as written, with the row's other data about it."""

    name: str
    country: str = ""
    ror: str = ""
    erasmus_code: str = ""
    schac: str = ""
    pic: str = ""


# A person has decided what the name means, possibly an unknown organisation.
DECIDED_BEFORE = "decided_before"


@dataclass(slots=True)
class _Register:
    """Candidate partners, by identifier and by folded name."""

    by_identifier: dict[tuple[str, str], Partner] = field(default_factory=dict)
    by_name: dict[str, set[Partner]] = field(default_factory=lambda: defaultdict(set))


def proposals(
    asked: Iterable[Asked], *, progress: Callable[[int, int], None] | None = None
) -> dict[Asked, Proposal]:
    """Return a proposal for each: `linked` only without any doubt. `progress` is called with the number done and in
    all.
    """
    wanted = list(dict.fromkeys(asked))
    register = _register(wanted)
    remembered = _remembered(wanted)
    meant = _meant(remembered.values())
    reference = Reference()
    found: dict[Asked, Proposal] = {}
    for one in wanted:
        known = (
            _told(one, remembered, meant, reference)
            or _identified(one, register, reference)
            or _named(one, register)
        )
        if known is not None:
            found[one] = known
    rest = [one for one in wanted if one not in found]
    for some in batched(rest, _TOLD_AFTER):
        found |= dict(zip(some, _suggested(some, reference), strict=True))
        found |= _several([one for one in some if found[one].decided is not Decided.LINKED], reference)
        if progress is not None:
            progress(len(found), len(wanted))
    return found


def _register(asked: Sequence[Asked]) -> _Register:
    register = _Register()
    partners = Partner.objects.listed()
    for name in ("ror", "erasmus_code", "schac", "pic"):
        values = {getattr(one, name) for one in asked} - {""}
        for some in batched(values, 500):
            for partner in partners.filter(**{f"{name}__in": some}):
                register.by_identifier[name, getattr(partner, name)] = partner
    for some in batched({fold(one.name) for one in asked}, 500):
        rows = PartnerName.objects.filter(folded__in=some, partner__in=partners).select_related("partner")
        for row in rows:
            register.by_name[row.folded].add(row.partner)
    return register


def _remembered(asked: Sequence[Asked]) -> Mapping[tuple[str, str], RememberedName]:
    found = {}
    for some in batched({fold(one.name) for one in asked}, 500):
        for row in RememberedName.objects.filter(folded__in=some):
            found[row.folded, row.country] = row
    return found


def _meant(remembered: Iterable[RememberedName]) -> Mapping[str, Partner]:
    """Return the stored partners, by the stored id or ROR id."""
    rows = list(remembered)
    found = partners_today(row.partner_id for row in rows if row.partner_id)
    for some in batched({row.ror for row in rows} - {""}, 500):
        found |= {partner.ror: partner for partner in Partner.objects.listed().filter(ror__in=some)}
    return found


def _told(
    one: Asked,
    remembered: Mapping[tuple[str, str], RememberedName],
    meant: Mapping[str, Partner],
    reference: Reference,
) -> Proposal | None:
    """Return a person's decision on this name."""
    folded = fold(one.name)
    row = remembered.get((folded, one.country)) or remembered.get((folded, ""))
    if row is None:
        return None
    why = ((DECIDED_BEFORE, one.name),)
    if not row.ror and row.partner_id is None:
        return Proposal(one.name, Decided.NEW, why=why)
    partner = meant.get(str(row.partner_id)) or meant.get(row.ror)
    if partner is not None:
        return _linked(one, partner, 1.0, why)
    return Proposal(one.name, Decided.LINKED, 1.0, row.ror or None, None, reference.name(row.ror), why)


def _identified(one: Asked, register: _Register, reference: Reference) -> Proposal | None:
    """Return the partner or ROR record that the row itself identifies."""
    for name in ("ror", "erasmus_code", "schac", "pic"):
        value = getattr(one, name)
        partner = register.by_identifier.get((name, value)) if value else None
        if partner is not None:
            return _linked(one, partner, 1.0, ((f"same_{name}", value),))
    if one.ror:
        shown = reference.name(one.ror)
        return Proposal(one.name, Decided.LINKED, 1.0, one.ror, None, shown, (("same_ror", one.ror),))
    return None


def _named(one: Asked, register: _Register) -> Proposal | None:
    """Return the one partner with exactly this name, in this country or where either country is unknown."""
    alike = register.by_name.get(fold(one.name), set())
    agree = [p for p in alike if not (one.country and p.country and p.country != one.country)]
    if len(agree) != 1 or (not one.country and len(alike) > 1):
        return None
    return _linked(one, agree[0], _SAME, (("same_name", agree[0].name),))


def _linked(one: Asked, partner: Partner, sure: float, why: tuple[tuple[str, str], ...]) -> Proposal:
    return Proposal(one.name, Decided.LINKED, sure, partner.ror or None, str(partner.pk), partner.name, why)


def _suggested(asked: Sequence[Asked], reference: Reference) -> Iterator[Proposal]:
    """Yield the reference's suggestions for the names; the partner in the register where there is one."""
    suggestions = list(reference.suggest([(one.name, one.country) for one in asked]))
    rors = {suggested.ror for suggested in suggestions if suggested is not None and suggested.ror}
    partners = {
        p.ror: p for some in batched(rors, 500) for p in Partner.objects.listed().filter(ror__in=some)
    }
    for one, suggested in zip(asked, suggestions, strict=True):
        yield _proposal(one, suggested, partners)


def several_in(proposal: Proposal) -> str:
    """Return the organisations found in a name, if several."""
    return next((text for code, text in proposal.why if code == _SEVERAL), "")


def _several(asked: Sequence[Asked], reference: Reference) -> dict[Asked, Proposal]:
    """Return names with two or more certain organisations: none of them alone is proposed for the whole."""
    parts = {one: names for one in asked if len(names := _taken_apart(one.name)) > 1}
    questions = [(name, one.country) for one, names in parts.items() for name in names]
    answers = dict(zip(questions, reference.suggest(questions), strict=True))
    found = {}
    for one, names in parts.items():
        sure = {
            answer.ror: answer.name
            for name in names
            if (answer := answers[name, one.country]) is not None and answer.sure
        }
        if len(sure) > 1:
            why = ((_SEVERAL, "; ".join(sure.values())),)
            found[one] = Proposal(one.name, Decided.REVIEW, shown="; ".join(sure.values()), why=why)
    return found


def _taken_apart(name: str) -> list[str]:
    """Split a name that may hold several; commas count only beside another separator, as names contain them too."""
    parts = [part for part in _BETWEEN.split(name) if part.strip()]
    if len(parts) > 1:
        parts = [part for whole in parts for part in whole.split(",") if part.strip()]
    return [part.strip() for part in parts]


def _proposal(one: Asked, suggested: Suggested | None, partners: Mapping[str, Partner]) -> Proposal:
    if suggested is None:
        return Proposal(one.name, Decided.NEW)
    partner = partners.get(suggested.ror)
    return Proposal(
        name=one.name,
        decided=Decided.LINKED if suggested.sure else Decided.REVIEW,
        confidence=round(suggested.confidence, 4),
        ror=suggested.ror or None,
        partner_id=suggested.partner_id or (str(partner.pk) if partner else None),
        shown=suggested.name,
        why=suggested.why,
    )

"""Partners whose kind an import took from ROR's types, and that ROR's types make another kind today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from vidsyn.history.models import HistoryEntry
from vidsyn.intake.models import ImportRow
from vidsyn.intake.queries.reference import Reference
from vidsyn.intake.vocabulary import Decided, Field, ListKind, Outcome
from vidsyn.partners.models import Partner
from vidsyn.partners.vocabulary import PartnerKind


@dataclass(frozen=True, slots=True)
class KindByRor:
    """A partner, its kind as imported, and the kind that ROR's types give."""

    partner: Partner
    was: PartnerKind
    becomes: PartnerKind


def kinds_by_ror() -> tuple[KindByRor, ...]:
    """Return the partners to correct, by reference. Leaves out every partner whose kind a list or a person has said.

    Empty without ROR's index.
    """
    reference = Reference()
    taken = dict(_taken_from_ror())
    partners = Partner.objects.listed().filter(pk__in=taken).exclude(pk__in=_set_since(taken))
    found = []
    for partner in partners.order_by("reference"):
        entry = reference.entry(taken[partner.pk]) if partner.ror == taken[partner.pk] else None
        if entry is not None and entry.kind is not PartnerKind.OTHER and entry.kind != partner.kind:
            found.append(KindByRor(partner, PartnerKind(partner.kind), entry.kind))
    return tuple(found)


def _taken_from_ror() -> Iterator[tuple[UUID, str]]:
    """Yield the partners that imports registered with ROR's data and without a kind of their own, with the ROR id."""
    rows = ImportRow.objects.filter(decided=Decided.LINKED, done_at__isnull=False, undone_at=None)
    for row in rows.select_related("act").only(
        "act__kind", "outcome", "values", "proposal", "subject_id", "made_partner_id"
    ):
        of_partners = row.act.kind == ListKind.PARTNERS
        made = row.subject_id if of_partners and row.outcome == Outcome.CREATED else row.made_partner_id
        if made and row.proposal.get("ror") and not (of_partners and row.values.get(Field.KIND)):
            yield made, row.proposal["ror"]


def _set_since(partners: dict[UUID, str]) -> set[str]:
    """Those whose kind has been changed after they were registered."""
    entries = HistoryEntry.objects.filter(
        subject_kind=Partner.KIND, subject_id__in=[str(key) for key in partners], before__has_key="kind"
    )
    return set(entries.values_list("subject_id", flat=True))

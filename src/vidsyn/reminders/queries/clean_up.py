"""The clean-up list: agreements that had expired before their import. Nobody is reminded of these."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Prefetch, Q, QuerySet

from vidsyn.acts.lookup import find
from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement, AgreementSpan, Party
from vidsyn.agreements.vocabulary import Side, Stage, Status
from vidsyn.kernel.bilingual import Words
from vidsyn.kernel.calendar import ONE_DAY
from vidsyn.people.actors import Actor
from vidsyn.rows.paging import PAGE_SIZE, Page, page_of


@dataclass(frozen=True, slots=True)
class CleanUpRow:
    """One agreement to review: has it been renewed since, or is it over?"""

    id: uuid.UUID
    reference: str
    number: str
    title: Words
    parties: tuple[str, ...]
    ended_on: date


def clean_up_list(viewer: Actor, on: date, *, page: int = 1, size: int = PAGE_SIZE) -> Page[CleanUpRow]:
    """Return a page of what the viewer may settle, latest end first. Three statements."""
    parties = Party.objects.filter(removed_at=None, side=Side.PARTNER).select_related("partner")
    rows = _past(viewer, on).prefetch_related(
        Prefetch("parties", queryset=parties, to_attr="others"),
    )
    after = Min("spans__first", filter=Q(spans__status=Status.EXPIRED))
    found = page_of(rows.annotate(after=after).order_by("-after", "id"), number=page, size=size)
    return Page([_row(agreement) for agreement in found.rows], found.total, found.number, found.size)


def clean_up_counted(viewer: Actor, on: date) -> QuerySet[Agreement]:
    """Return all of them as a queryset, to be counted in a larger statement."""
    return _past(viewer, on)


def agreements_named(viewer: Actor, names: Iterable[str]) -> tuple[Agreement, ...]:
    """Return the agreements with these references. Refuses `not_found` for one the viewer may not see."""
    return tuple(find(Agreement, viewer, name) for name in names)


def past_when_imported(on: date) -> Q:
    """Imported agreements that had expired before their import, and that nobody has settled or succeeded."""
    expired = AgreementSpan.objects.filter(came_past=True, first__lte=on)
    imported = Q(taken_as_signed=True, stage=Stage.SIGNED, voided_at=None)
    return imported & Q(pk__in=expired.values("agreement")) & Q(clean_up=None)


def _past(viewer: Actor, on: date) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(access.visible_to(viewer), access.editable(viewer))
    return rows.filter(past_when_imported(on))


def _row(agreement: Agreement) -> CleanUpRow:
    return CleanUpRow(
        agreement.pk,
        agreement.reference,
        agreement.number,
        Words(agreement.title_sv, agreement.title_en),
        tuple(str(party) for party in agreement.others),  # type: ignore[attr-defined]
        agreement.after - ONE_DAY,  # type: ignore[attr-defined]
    )

"""What is due, for whom: the ground of Today, reminders, digest and calendar feed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement, AgreementDue, Party
from vidsyn.agreements.queries.lists import PartyRow, kind_words, party_row
from vidsyn.agreements.vocabulary import DeadlineKind, Side, Stage
from vidsyn.kernel.words import Words
from vidsyn.people.actors import Actor
from vidsyn.people.models import RoleAssignment
from vidsyn.people.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing due.

    `of` is the day it concerns: for a last day for notice, the end it would give. `owner_id` is who must act:
    the agreement's owner if she is still here, else the nearest unit's coordinator, else None, the office.
    """

    kind: DeadlineKind
    due_on: date
    of: date
    text: str
    agreement_id: uuid.UUID
    reference: str
    number: str
    title: Words
    agreement_kind: str
    kind_words: Words
    parties: tuple[PartyRow, ...]
    unit_path: str
    owner_id: uuid.UUID | None
    has_own_owner: bool
    is_sample: bool
    registered_on: date
    imported: bool


def deadlines(
    viewer: Actor,
    on: date,
    until: date,
    *,
    kinds: Iterable[DeadlineKind] = tuple(DeadlineKind),
    mine: bool = False,
) -> tuple[Deadline, ...]:
    """Everything due from `on` through `until` that the viewer may see, earliest first. Three statements.

    `mine` keeps only what the viewer must act on: as owner, as coordinator standing in, or as the office.
    """
    visible = Agreement.objects.filter(access.visible_to(viewer))
    parties = Party.objects.filter(removed_at=None, side=Side.PARTNER).select_related("partner")
    rows = (
        AgreementDue.objects.filter(on__gte=on, on__lte=until, kind__in=[str(kind) for kind in kinds])
        .filter(agreement__in=visible.values("pk"))
        .select_related("agreement__unit", "agreement__owner")
        .prefetch_related(Prefetch("agreement__parties", queryset=parties, to_attr="others"))
        .only(*_SHOWN)
        .order_by("on", "agreement_id", "kind")
    )
    standing_in = Coordinators(on)
    found = (_deadline(row, standing_in) for row in rows)
    return tuple(item for item in found if not mine or _concerns(viewer, item))


# A year of a large register is thousands of rows: only what is shown of each is fetched.
_SHOWN = (
    "on",
    "kind",
    "of",
    "text",
    *(
        f"agreement__{name}"
        for name in (
            "reference",
            "register_number",
            "title_sv",
            "title_en",
            "kind",
            "is_sample",
            "created_at",
            "taken_as_signed",
            "source",
            "unit__path",
            "owner__is_active",
        )
    ),
)


def _deadline(row: AgreementDue, standing_in: Coordinators) -> Deadline:
    agreement = row.agreement
    return Deadline(
        kind=DeadlineKind(row.kind),
        due_on=row.on,
        of=row.of,
        text=row.text,
        agreement_id=agreement.pk,
        reference=agreement.reference,
        number=agreement.number,
        title=Words(agreement.title_sv, agreement.title_en),
        agreement_kind=agreement.kind,
        kind_words=kind_words(agreement.kind),
        parties=tuple(party_row(party) for party in agreement.others),  # type: ignore[attr-defined]
        unit_path=agreement.unit.path if agreement.unit else "",
        owner_id=standing_in.responsible(agreement),
        has_own_owner=_owner_is_here(agreement),
        is_sample=agreement.is_sample,
        registered_on=agreement.created_at.date(),
        imported=agreement.taken_as_signed or bool(agreement.source),
    )


def _concerns(viewer: Actor, item: Deadline) -> bool:
    return item.owner_id == viewer.person_id if item.owner_id else viewer.is_office


def _owner_is_here(agreement: Agreement) -> bool:
    return agreement.owner is not None and agreement.owner.is_active


class Coordinators:
    """Who stands in where an agreement has no owner, on a day: one statement for any number of agreements."""

    def __init__(self, on: date) -> None:
        held = RoleAssignment.objects.filter(
            Q(starts_on=None) | Q(starts_on__lte=on),
            Q(ends_on=None) | Q(ends_on__gte=on),
            role=Role.COORDINATOR,
            person__is_active=True,
            unit__isnull=False,
        ).order_by("id")
        self._by_path: dict[str, uuid.UUID] = {}
        for path, person_id in held.values_list("unit__path", "person_id"):
            self._by_path.setdefault(path, person_id)

    def responsible(self, agreement: Agreement) -> uuid.UUID | None:
        """Who must act: the owner if she is still here, else the nearest unit's coordinator, else the office."""
        if _owner_is_here(agreement):
            return agreement.owner_id
        return self.nearest(agreement.unit.path if agreement.unit else "")

    def nearest(self, path: str) -> uuid.UUID | None:
        """The coordinator of the unit, or of the nearest one above."""
        while path:
            if path in self._by_path:
                return self._by_path[path]
            path = path.rstrip("/").rpartition("/")[0]
            path = f"{path}/" if path else ""
        return None


def without_end(viewer: Actor) -> int:
    """How many signed agreements have neither an end nor the mark "until further notice": for the clean-up list."""
    visible = Agreement.objects.filter(access.visible_to(viewer), stage=Stage.SIGNED)
    return visible.filter(ends_on=None, open_ended=False, terminated_on=None).count()

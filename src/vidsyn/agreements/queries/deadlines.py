"""Deadlines and who must act on them: the basis of Today, reminders, digest and calendar feed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vidsyn.agreements import access
from vidsyn.agreements.models import Agreement, AgreementDue
from vidsyn.agreements.vocabulary import AgreementMatter, DeadlineKind
from vidsyn.kernel.bilingual import Words
from vidsyn.people.actors import Actor
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.vocabulary import Role
from vidsyn.sql.statements import asked


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline.

    `of` is the date it concerns: for a last day for notice, the end it would give. `owner_id` is who must act: the
    agreement's owner if still active, else the nearest unit's coordinator, else None, the office.
    """

    kind: DeadlineKind
    due_on: date
    of: date
    text: str
    agreement_id: uuid.UUID
    reference: str
    number: str
    title: Words
    owner_id: uuid.UUID | None
    has_own_owner: bool
    is_sample: bool
    registered_on: date
    imported: bool

    @property
    def matter(self) -> AgreementMatter:
        """Its matter among pending matters."""
        return AgreementMatter(self.kind.value)


def deadlines(
    viewer: Actor,
    on: date,
    until: date,
    *,
    kinds: Iterable[DeadlineKind] = tuple(DeadlineKind),
    mine: bool = False,
    lasting_since: date | None = None,
    standing_in: Coordinators | None = None,
) -> tuple[Deadline, ...]:
    """Return everything due from `on` through `until` that the viewer may see, earliest first. Two statements.

    `mine` restricts it to what the viewer must act on: as owner, as substitute coordinator, or as the office.
    `lasting_since` adds continuing matters (an open window, a follow-up) that fell due since that day.
    `standing_in` as of the same day, if available, saves a statement.
    """
    standing_in = standing_in or Coordinators(on)
    shown = asked(_due, viewer, (on, until, lasting_since), tuple(str(kind) for kind in kinds), mine)
    with_whom = ((row, _responsible(row, standing_in)) for row in shown)
    return tuple(_deadline(row, who) for row, who in with_whom if not mine or _concerns(viewer, who))


def _due(
    viewer: Actor, days: tuple[date, date, date | None], kinds: tuple[str, ...], mine: bool
) -> QuerySet[Any, Any]:
    # As EXISTS per deadline: deadlines are few compared with agreements.
    visible = Agreement.objects.filter(access.visible_to(viewer), pk=OuterRef("agreement_id"))
    rows = AgreementDue.objects.filter(_between(*days), kind__in=kinds)
    if mine:
        rows = rows.filter(perhaps_mine(viewer))
    rows = rows.filter(Exists(visible)).order_by("on", "agreement_id", "kind")
    return rows.values_list(*_SHOWN, named=True)


def perhaps_mine(viewer: Actor) -> Q:
    """Agreements the viewer owns, and those without an active owner: `Coordinators` determines who acts for these.

    Also for their deadlines. Matched by the index on owners: the viewer and those who have left are few ids.
    """
    by_person = Person.objects.filter(Q(pk=viewer.person_id) | Q(is_active=False))
    return Q(owner__in=by_person.values("pk")) | Q(owner=None)


def _between(on: date, until: date, lasting_since: date | None) -> Q:
    if lasting_since is None:
        return Q(on__gte=on, on__lte=until)
    lasting = Q(kind__in=[DeadlineKind.WINDOW, DeadlineKind.FOLLOW_UP])
    # The whole range first, which the index answers.
    return Q(on__gte=lasting_since, on__lte=until) & (Q(on__gte=on) | lasting)


# A year of a large register is thousands of rows: fetch only the columns used.
_SHOWN = (
    "on",
    "kind",
    "of",
    "text",
    "agreement_id",
    *(
        f"agreement__{name}"
        for name in (
            "reference",
            "register_number",
            "title_sv",
            "title_en",
            "is_sample",
            "created_at",
            "taken_as_signed",
            "source",
            "unit__path",
            "owner_id",
            "owner__is_active",
        )
    ),
)


def _responsible(row: Any, standing_in: Coordinators) -> uuid.UUID | None:
    if row.agreement__owner__is_active:
        owner: uuid.UUID = row.agreement__owner_id
        return owner
    return standing_in.nearest(row.agreement__unit__path or "")


def _deadline(row: Any, responsible: uuid.UUID | None) -> Deadline:
    return Deadline(
        kind=DeadlineKind(row.kind),
        due_on=row.on,
        of=row.of,
        text=row.text,
        agreement_id=row.agreement_id,
        reference=row.agreement__reference,
        number=row.agreement__register_number or row.agreement__reference,
        title=Words(row.agreement__title_sv, row.agreement__title_en),
        owner_id=responsible,
        has_own_owner=bool(row.agreement__owner__is_active),
        is_sample=row.agreement__is_sample,
        registered_on=row.agreement__created_at.date(),
        imported=row.agreement__taken_as_signed or bool(row.agreement__source),
    )


def _concerns(viewer: Actor, responsible: uuid.UUID | None) -> bool:
    return responsible == viewer.person_id if responsible else viewer.is_office


def _owner_is_here(agreement: Agreement) -> bool:
    return agreement.owner is not None and agreement.owner.is_active


def _coordinating(on: date) -> QuerySet[Any, Any]:
    held = RoleAssignment.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=on),
        Q(ends_on=None) | Q(ends_on__gte=on),
        role=Role.COORDINATOR,
        person__is_active=True,
        unit__isnull=False,
    )
    return held.order_by("id").values_list("unit__path", "person_id")


class Coordinators:
    """Who acts where an agreement has no active owner, on a day: one statement for any number of agreements."""

    def __init__(self, on: date) -> None:
        self._by_path: dict[str, uuid.UUID] = {}
        for path, person_id in asked(_coordinating, on):
            self._by_path.setdefault(path, person_id)

    def responsible(self, agreement: Agreement) -> uuid.UUID | None:
        """Return who must act: the active owner, else the nearest unit's coordinator, else the office."""
        if _owner_is_here(agreement):
            return agreement.owner_id
        return self.nearest(agreement.unit.path if agreement.unit else "")

    def nearest(self, path: str) -> uuid.UUID | None:
        """Return the coordinator of the unit, or of the nearest one above."""
        while path:
            if path in self._by_path:
                return self._by_path[path]
            path = path.rstrip("/").rpartition("/")[0]
            path = f"{path}/" if path else ""
        return None

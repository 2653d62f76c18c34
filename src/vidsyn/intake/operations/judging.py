"""A person's decisions on a list: which organisations its names mean, and whose value to use in a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.agreements.models import Agreement, Party
from vidsyn.agreements.operations.parties import party_link
from vidsyn.agreements.vocabulary import Side
from vidsyn.collaborations.models import Collaboration, CollaborationPartner
from vidsyn.collaborations.operations.partners import collaboration_link_partner
from vidsyn.history import recording
from vidsyn.intake import access
from vidsyn.intake.facts import IntakeFact
from vidsyn.intake.logic.judging import ConflictChoice, NameChoice
from vidsyn.intake.logic.merging import said_together
from vidsyn.intake.logic.settings import settings_from
from vidsyn.intake.models import Import, ImportRow, RememberedName
from vidsyn.intake.operations.choices import know_and_leave, lost_of, settle
from vidsyn.intake.operations.files import stored_file
from vidsyn.intake.operations.making.partners import partners_of
from vidsyn.intake.operations.planning import read_now, ready, recounted, to_be_read
from vidsyn.intake.vocabulary import ActState, Decided, ListKind
from vidsyn.kernel.actors import Door
from vidsyn.kernel.batches import batched
from vidsyn.kernel.refusals import Refusal, RefusalKind
from vidsyn.partners.logic.identifiers import ror_id
from vidsyn.partners.logic.names import fold
from vidsyn.partners.models import Partner
from vidsyn.people.actors import Actor


def _readable(*, act: Import, later: bool = False, actor: Actor, **_told: object) -> None:
    """Refuse to begin where the list cannot be read again."""
    access.require_own(actor, act)
    if not later and act.state == ActState.PLANNED:
        stored_file(act)


@operation(records=[IntakeFact.NAME_DECIDED, IntakeFact.PLANNED], beforehand=_readable, afterwards=read_now)
def import_names_decide(
    *,
    act: Import,
    names: tuple[NameChoice, ...],
    later: bool = False,  # noqa: ARG001  # for what comes before and after the change
    expected_version: int | None = None,
    actor: Actor,
) -> Import:
    """Say which organisations names in the list mean. Holds for every row with the name, and for lists to come.

    `later` leaves the reading of a large list to the worker (`import_read`), as for `import_settings_set`.
    """
    act = ready(act, actor, expected_version, states=(ActState.PLANNED, ActState.READING))
    if not _remember(names) and not _waits_for(act, names):
        recording.nothing_changed()
        return act
    if act.state == ActState.READING:
        raise Refusal("import_being_read", kind=RefusalKind.STATE)
    to_be_read(act, settings_from(act.settings))
    told = {"names": [asdict(choice) for choice in names]}
    recording.record(IntakeFact.NAME_DECIDED, subject=act, actor=actor, after=told)
    return act


@operation(records=[IntakeFact.NAMES_LINKED])
def import_names_link(
    *, act: Import, names: tuple[NameChoice, ...], expected_version: int | None = None, actor: Actor
) -> Import:
    """Say, of a list carried out, which organisations its names mean: what came in under a name is linked.

    An unregistered organisation is registered, under the name as written if it is an unknown one. Applies to future
    lists too. What somebody has linked since is unchanged.
    """
    act = locked(act, expected_version=expected_version)
    access.require_own(actor, act)
    if act.state != ActState.DONE or act.kind == ListKind.PARTNERS:
        raise Refusal("import_not_linkable", kind=RefusalKind.STATE, state=act.state)
    with recording.correlated(act.correlation_id):
        linked = [
            number for choice in names for number in _link(act, choice, replace(actor, door=Door.IMPORT))
        ]
        if not linked:
            recording.nothing_changed()
            return act
        _remember(names)
        told = {"names": [asdict(choice) for choice in names], "rows": len(linked)}
        recording.record(IntakeFact.NAMES_LINKED, subject=act, actor=actor, after=told)
    return act


@operation(records=[IntakeFact.CONFLICTS_DECIDED])
def import_conflicts_decide(
    *, act: Import, choices: tuple[ConflictChoice, ...], expected_version: int | None = None, actor: Actor
) -> Import:
    """Choose, for values edited here since the list last came in, whose stands.

    A chosen value of the list becomes a change of the plan; a chosen value of the register does not conflict again
    as long as the list has the same value. When the list is read again, choices whose two values are unchanged
    remain. Only before the plan is carried out.
    """
    act = ready(act, actor, expected_version)
    orders = {choice.row for choice in choices}
    rows = {row.order: row for row in act.rows.filter(order__in=orders).select_related("act")}
    told = [settle(rows[c.row], c.field, c.take) for c in choices if c.row in rows]
    if not any(told):
        recording.nothing_changed()
        return act
    ImportRow.objects.bulk_update(
        rows.values(), ["outcome", "changes", "conflicts", "chosen"], batch_size=200
    )
    know_and_leave(list(rows.values()))
    act.counts = recounted(act)
    act.lost = _still_lost(act, [lost_of(rows[c.row], c.field) for c in choices if c.row in rows])
    save(act)
    after = {"choices": [asdict(choice) for choice in choices]}
    recording.record(IntakeFact.CONFLICTS_DECIDED, subject=act, actor=actor, after=after)
    return act


def _still_lost(act: Import, chosen: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lost choices that have not been made again."""

    def place(one: dict[str, Any]) -> tuple[str, int, frozenset[str]]:
        return one["sheet"], one["number"], said_together(one["field"])

    again = set(map(place, chosen))
    return [one for one in act.lost if place(one) not in again]


def _remember(names: Iterable[NameChoice]) -> bool:
    """Store what each name means; returns whether any of it is new. A few statements, however many names."""
    meant = {(fold(choice.name), choice.country): choice for choice in names}
    known = {
        (one.folded, one.country): one
        for some in batched({folded for folded, _country in meant}, 500)
        for one in RememberedName.objects.filter(folded__in=some)
    }
    new = [one for key, choice in meant.items() if (one := _meant(key, choice, known.get(key)))]
    RememberedName.objects.bulk_create(
        new,
        update_conflicts=True,
        unique_fields=["folded", "country"],
        update_fields=["ror", "partner_id"],
        batch_size=500,
    )
    return bool(new)


def _meant(key: tuple[str, str], choice: NameChoice, known: RememberedName | None) -> RememberedName | None:
    """Return what to store for a name; None where it is stored already."""
    ror, partner = ror_id(choice.ror), UUID(choice.partner_id) if choice.partner_id else None
    if known is not None and (known.ror, known.partner_id) == (ror, partner):
        return None
    return RememberedName(folded=key[0], country=key[1], ror=ror, partner_id=partner)


def _waits_for(act: Import, names: Sequence[NameChoice]) -> bool:
    """Check whether the present plan still asks about one of the names; False while it is being remade."""
    asked = act.rows.filter(decided=Decided.REVIEW, name__in={choice.name for choice in names})
    return act.state == ActState.PLANNED and asked.exists()


def _link(act: Import, choice: NameChoice, actor: Actor) -> list[int]:
    """Link what the rows with the name created; returns the rows' numbers."""
    rows = [
        row
        for row in act.rows.filter(name=choice.name, decided=Decided.REVIEW)
        .exclude(done_at=None)
        .select_related("act")
        if str(row.values.get("country", "")) == choice.country
    ]
    for row in rows:
        row.decided = Decided.LINKED if choice.ror or choice.partner_id else Decided.NEW
        row.proposal |= {
            "ror": choice.ror or None,
            "partner_id": choice.partner_id or None,
            "decided": row.decided,
        }
    partners = partners_of(rows, actor)
    linked = [row for row in rows if _linked(ListKind(act.kind), row, partners[row.pk], actor)]
    ImportRow.objects.bulk_update(
        linked,
        ["decided", "proposal", "subject_version", "made_partner_id", "made_partner_version"],
        batch_size=200,
    )
    return [row.number for row in linked]


def _linked(kind: ListKind, row: ImportRow, partner: Partner, actor: Actor) -> bool:
    """Link the row's record if it is unchanged and unlinked; returns whether it was."""
    assert row.subject_id is not None
    thing = (
        _agreement_linked(row.subject_id, row.name, partner, actor)
        if kind is ListKind.AGREEMENTS
        else _collaboration_linked(row.subject_id, row.name, partner, actor)
    )
    if thing is None:
        return False
    thing.refresh_from_db(fields=["version"])
    # Undoing the import voids it as long as this is the only change.
    if row.subject_version is not None and thing.version == row.subject_version + 1:
        row.subject_version = thing.version
    return True


def _agreement_linked(id_: UUID, name: str, partner: Partner, actor: Actor) -> Agreement | None:
    parties = Party.objects.filter(
        agreement_id=id_, agreement__voided_at=None, side=Side.PARTNER, removed_at=None
    )
    party = parties.filter(partner=None, name=name).first()
    return party_link(party=party, partner=partner, actor=actor).agreement if party else None


def _collaboration_linked(id_: UUID, name: str, partner: Partner, actor: Actor) -> Collaboration | None:
    named = CollaborationPartner.objects.filter(collaboration_id=id_, collaboration__voided_at=None)
    row = named.filter(partner=None, name=name).first()
    if row is None:
        return None
    return collaboration_link_partner(collaboration_partner=row, partner=partner, actor=actor).collaboration

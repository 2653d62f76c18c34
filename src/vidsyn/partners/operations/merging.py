"""Merge two entries for one organisation, undo a merge, and mark two partners as different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils import timezone

from vidsyn.acts.locking import locked, save
from vidsyn.acts.operations import operation
from vidsyn.acts.trees import is_under
from vidsyn.history.models import Record
from vidsyn.history.recording import differences, nothing_changed, prepare, record, record_all, snapshot
from vidsyn.kernel.refusals import Refusal, RefusalKind, require_reason
from vidsyn.kernel.shapes import Reason
from vidsyn.partners.facts import PartnerFact
from vidsyn.partners.logic.entries import MergeChoice
from vidsyn.partners.logic.merging import FIELDS, extra_together, settled
from vidsyn.partners.models import (
    NotDuplicate,
    Partner,
    PartnerMerge,
    PartnerName,
    PartnerWord,
    Relation,
    declared_relations,
    undeclared,
)
from vidsyn.partners.operations.columns import COLUMNS, columns_together
from vidsyn.partners.operations.keeping import (
    partner_locked,
    refuse_taken,
    reindex,
    rename,
    require_editor,
    require_office,
)
from vidsyn.partners.queries.merging import moving_rows, told_for_merge
from vidsyn.partners.vocabulary import NameKind
from vidsyn.people.actors import Actor
from vidsyn.sql.each import update_each

STORED = (*FIELDS, *COLUMNS, "ror_evidence")
_RELATED = ("parent", "successor", "extra_unit")
Moved = dict[str, Any]


@operation(records=[PartnerFact.MERGED, PartnerFact.MERGED_INTO], trees={"kept": Partner})
def partner_merge(
    *,
    kept: Partner,
    merged: Partner,
    choices: list[MergeChoice] | None = None,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
) -> PartnerMerge:
    """Make two entries one: everything that points at `merged` points at `kept` from now on.

    `choices` gives the value for each field in which both differ; the refusal `partner_merge_choices` lists them.
    Refuses where anything refers to a partner through an undeclared relation. `expected_version` is that of `kept`.
    """
    require_office(actor)
    if unknown := undeclared():
        raise Refusal("partner_merge_relation_unknown", kind=RefusalKind.STATE, relations=", ".join(unknown))
    if kept.pk == merged.pk:
        raise Refusal("partner_merge_with_itself", field="merged")
    kept, merged = _both_locked(kept, merged, expected_version)
    before = snapshot(kept, STORED)
    fields = settled(told_for_merge(kept, merged), told_for_merge(merged, kept), choices or [])
    moved = _move_all(kept, merged, actor)
    _leave(merged, kept)
    _take(kept, merged, fields)
    _refuse_circle(kept)
    was, now = differences(before, snapshot(kept, STORED))
    merge = PartnerMerge(kept=kept, merged=merged, fields_before=was, fields_after=now, moved=moved)
    merge.save(force_insert=True)
    told = {"merged": merged.reference, "merge": str(merge.pk), "moved": len(moved)}
    record(PartnerFact.MERGED, subject=kept, actor=actor, before=was, after={**now, **told}, reason=reason)
    into = {"merged_into": str(kept.pk), "merge": str(merge.pk)}
    record(PartnerFact.MERGED_INTO, subject=merged, actor=actor, after=into, reason=reason)
    return merge


@operation(records=[PartnerFact.UNMERGED], trees={"merge": Partner})
def partner_unmerge(*, merge: PartnerMerge, reason: Reason, actor: Actor) -> Partner:
    """Undo a merge: what it moved goes back, fields it changed get their old values.

    Values changed after the merge remain; history records how many.
    """
    require_office(actor)
    require_reason(reason)
    merge = locked(merge)
    if merge.undone_at is not None:
        raise Refusal("partner_merge_undone", kind=RefusalKind.STATE)
    kept, merged = _kept_again(merge), locked(merge.merged)
    returned = _move_back(merge, kept, merged, actor)
    before = snapshot(kept, STORED)
    for name, value in merge.fields_after.items():
        if before[name] == _loaded(name, value):
            setattr(kept, _attribute(name), _loaded(name, merge.fields_before[name]))
    was, now = differences(before, snapshot(kept, STORED))
    _save_named(kept)
    merged.merged_into = None
    if merged.active:
        refuse_taken(snapshot(merged, FIELDS), except_for=[merged])
    _save_named(merged)
    _refuse_circle(kept, merged)
    merge.undone_at = timezone.now()
    save(merge)
    told = {"merge": str(merge.pk), "returned": returned, "stayed": len(merge.moved) - returned}
    record(PartnerFact.UNMERGED, subject=kept, actor=actor, before=was, after={**now, **told}, reason=reason)
    record(PartnerFact.UNMERGED, subject=merged, actor=actor, after=told, reason=reason)
    return merged


@operation(records=[PartnerFact.NOT_DUPLICATE])
def partner_not_duplicate(*, first: Partner, second: Partner, reason: str = "", actor: Actor) -> NotDuplicate:
    """Remember that two partners that look alike are not the same, so that they are not proposed again."""
    require_editor(actor)
    if first.pk == second.pk:
        raise Refusal("partner_merge_with_itself", field="second")
    low, high = sorted((first, second), key=lambda partner: partner.pk)
    pair, made = NotDuplicate.objects.get_or_create(first=low, second=high)
    if not made:
        nothing_changed()
        return pair
    for one, other in ((low, high), (high, low)):
        after = {"not_duplicate_of": other.reference}
        record(PartnerFact.NOT_DUPLICATE, subject=one, actor=actor, after=after, reason=reason)
    return pair


def _both_locked(kept: Partner, merged: Partner, expected_version: int | None) -> tuple[Partner, Partner]:
    """Lock both, always in the same order, so that two opposite merges cannot deadlock."""
    expected = {kept.pk: expected_version}
    rows = {
        partner.pk: partner_locked(partner, expected.get(partner.pk))
        for partner in sorted((kept, merged), key=lambda one: one.pk)
    }
    return rows[kept.pk], rows[merged.pk]


def _refuse_circle(*partners: Partner) -> None:
    """Refuse where the merge has made one of them its own ancestor, through parents or successors."""
    for partner in partners:
        for field in ("parent", "successor"):
            if is_under(partner, field, getattr(partner, field)):
                raise Refusal("partner_merge_circle", kind=RefusalKind.STATE, reference=partner.reference)


def _move_all(kept: Partner, merged: Partner, actor: Actor) -> list[Moved]:
    official = set(kept.names.filter(kind=NameKind.OFFICIAL).values_list("language", flat=True))
    moved: list[Moved] = []
    for relation in declared_relations():
        rows = moving_rows(relation, kept, merged)
        was = [_settle(row, official) for row in rows]
        _point(relation, rows, merged, kept, actor)
        moved += [
            {"model": relation.model._meta.label, "field": relation.field, "id": str(row.pk), "was": values}
            for row, values in zip(rows, was, strict=True)
        ]
    return moved


def _settle(row: Model, official: set[str | None]) -> dict[str, str]:
    """Demote a second official name in one language to another form; returns the old values for undoing."""
    if isinstance(row, PartnerName) and row.kind == NameKind.OFFICIAL and row.language in official:
        row.kind = NameKind.OTHER
        return {"kind": NameKind.OFFICIAL}
    return {}


def _point(relation: Relation, rows: Sequence[Model], old: Partner, new: Partner, actor: Actor) -> None:
    fields = {relation.field}
    facts = []
    for row in rows:
        setattr(row, f"{relation.field}_id", new.pk)
        if isinstance(row, PartnerName):
            fields.add("kind")
        if isinstance(row, Record):
            row.version += 1
            fields.add("version")
            before, after = {relation.field: str(old.pk)}, {relation.field: str(new.pk)}
            facts.append(
                prepare(PartnerFact.RELATION_MOVED, subject=row, actor=actor, before=before, after=after)
            )
    if rows:
        update_each(rows, sorted(fields))
    record_all(facts)


def _leave(merged: Partner, kept: Partner) -> None:
    """Release the merged partner's identifiers, which are unique, before `kept` takes them."""
    merged.merged_into = kept
    save(merged)
    PartnerWord.objects.filter(partner=merged).delete()


def _take(kept: Partner, merged: Partner, fields: dict[str, Any]) -> None:
    if fields["ror"] != kept.ror:
        kept.ror_evidence = merged.ror_evidence
    for name, value in fields.items():
        setattr(kept, _attribute(name), value)
    kept.extra_unit, kept.extra_open = columns_together(kept, merged)
    kept.extra = extra_together(kept.extra, merged.extra, merged.reference)
    _save_named(kept)


def _save_named(partner: Partner) -> None:
    rename(partner)
    save(partner)
    reindex(partner)


def _kept_again(merge: PartnerMerge) -> Partner:
    kept = locked(merge.kept)
    if kept.merged_into_id is not None:
        raise Refusal("partner_merge_later", kind=RefusalKind.STATE, reference=kept.reference)
    return kept


def _move_back(merge: PartnerMerge, kept: Partner, merged: Partner, actor: Actor) -> int:
    returned = 0
    known = {(r.model._meta.label, r.field): r for r in declared_relations()}
    for (label, field), items in _grouped(merge.moved):
        relation = known.get((label, field)) or Relation(apps.get_model(label), field)
        was = {UUID(item["id"]): item["was"] for item in items}
        rows = list(_still_there(relation, kept, list(was)))
        for row in rows:
            if isinstance(row, PartnerName) and row.kind == NameKind.OTHER and was[row.pk]:
                row.kind = was[row.pk]["kind"]
        _point(relation, rows, kept, merged, actor)
        returned += len(rows)
    return returned


def _still_there(relation: Relation, kept: Partner, ids: list[UUID]) -> QuerySet[Model]:
    return relation.model._base_manager.filter(**{"pk__in": ids, relation.field: kept})


def _grouped(moved: Iterable[Moved]) -> list[tuple[tuple[str, str], list[Moved]]]:
    groups: dict[tuple[str, str], list[Moved]] = {}
    for item in moved:
        groups.setdefault((item["model"], item["field"]), []).append(item)
    return list(groups.items())


def _attribute(name: str) -> str:
    return f"{name}_id" if name in _RELATED else name


def _loaded(name: str, value: Any) -> Any:
    """Convert a stored value to the field's type: ids of relatives come back from JSON as text."""
    return UUID(value) if value and name in _RELATED and isinstance(value, str) else value

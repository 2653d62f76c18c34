"""Decide the fields of two merged partners: pure functions over the fields as history stores them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.logic.entries import TEXT_FIELDS, MergeChoice
from vidsyn.partners.logic.names import fold
from vidsyn.partners.vocabulary import PartnerKind, Side

FIELDS = ("kind", *TEXT_FIELDS, "parent", "successor")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which both have a value, and the values differ."""

    field: str
    kept: Any
    merged: Any


def conflicts(kept: Mapping[str, Any], merged: Mapping[str, Any]) -> list[Conflict]:
    """Return the fields in which a person must choose. An empty field, or an unset kind, never conflicts."""
    return [
        Conflict(name, kept[name], merged[name])
        for name in FIELDS
        if _said(name, kept[name]) and _said(name, merged[name]) and not _same(kept[name], merged[name])
    ]


def settled(
    kept: Mapping[str, Any], merged: Mapping[str, Any], choices: Iterable[MergeChoice]
) -> dict[str, Any]:
    """Return the fields of the remaining partner after the merge.

    Refuses a conflict without a choice, and a choice without a conflict.
    """
    open_conflicts = {conflict.field: conflict for conflict in conflicts(kept, merged)}
    chosen = {choice.field: choice.take for choice in choices}
    for name in chosen:
        if name not in open_conflicts:
            raise Refusal("partner_merge_choice_unknown", field="choices", value=name)
    if missing := [conflict for name, conflict in open_conflicts.items() if name not in chosen]:
        raise Refusal(
            "partner_merge_choices",
            field="choices",
            fields=", ".join(conflict.field for conflict in missing),
            conflicts=[{"field": c.field, "kept": c.kept, "merged": c.merged} for c in missing],
        )
    taken = {name for name, side in chosen.items() if side is Side.MERGED}
    taken |= {name for name in FIELDS if not _said(name, kept[name])}
    return {name: (merged if name in taken else kept)[name] for name in FIELDS}


def extra_together(kept: Mapping[str, str], merged: Mapping[str, str], reference: str) -> dict[str, str]:
    """Combine the imported columns of both; where values differ, store the other's under its reference."""
    together = dict(kept)
    for column, value in merged.items():
        if together.setdefault(column, value) != value:
            together[f"{column} ({reference})"] = value
    return together


def _said(name: str, value: Any) -> bool:
    return bool(value) and not (name == "kind" and value == PartnerKind.OTHER)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return fold(one) == fold(other)
    return bool(one == other)

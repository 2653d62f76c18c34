"""Why a candidate was answered: the model's contributions, grouped, each with the words or facts it is about."""

from __future__ import annotations

from collections import defaultdict

from vidsyn.matching.features import FEATURES, NAMES, Row
from vidsyn.matching.index.opened import Index
from vidsyn.matching.model import Model
from vidsyn.matching.organisations import Reason

_RIVALS = NAMES.index("rivals")


def reasons(index: Index, model: Model, row: Row) -> tuple[Reason, ...]:
    """The reasons, weightiest first. Their weights sum to the score the confidence was read from."""
    start, added = model.contributions(row.values)
    groups: dict[str, float] = defaultdict(float)
    for name, value in added.items():
        groups[FEATURES[name][0]] += value
    found = [Reason(group, _text(index, row, group), weight) for group, weight in groups.items() if weight]
    found.sort(key=lambda reason: (-abs(reason.weight), reason.code))
    return (*found, Reason("start", "", start))


def _text(index: Index, row: Row, group: str) -> str:
    candidate = row.candidate
    if group in ("words", "acronym"):
        return index.names[candidate.name]
    if group == "country":
        return index.record_country[candidate.record]
    if group == "namesakes":
        return str(int(row.values[_RIVALS]))
    if group == "status" and candidate.record in index.targets:
        return "inactive"
    return ""

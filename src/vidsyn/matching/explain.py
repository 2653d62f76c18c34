"""Explain a match: the models' contributions, grouped, each with the words or facts it concerns."""

from __future__ import annotations

from vidsyn.matching.features import NAMES, Row
from vidsyn.matching.index.opened import Index
from vidsyn.matching.judging import Judge, Judged
from vidsyn.matching.organisations import Reason

_RIVALS = NAMES.index("rivals")


def reasons(index: Index, judge: Judge, judged: Judged) -> tuple[Reason, ...]:
    """Return the reasons, weightiest first. Their weights sum to the score behind the confidence."""
    start, groups = judge.weights(judged)
    row = judged.row
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

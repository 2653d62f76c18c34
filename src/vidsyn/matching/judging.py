"""Turn a candidate's features into one calibrated probability, with two models in sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from vidsyn.matching.features import FEATURES, Row
from vidsyn.matching.index.opened import Index
from vidsyn.matching.model import Model, shipped
from vidsyn.matching.rivalry import RIVALRY, rivalry_rows
from vidsyn.matching.text.countries import country_code

_SHORT = 10  # words: a text up to this length and without a comma is a name, not an address


class Asking(IntEnum):
    """Kind of question. A score means different things in each, so each has its own calibration."""

    NAME_AND_COUNTRY = 0  # a partner's name with its country in a separate field
    NAME = 1  # a short text: a search term or a cell of a list
    AFFILIATION = 2  # a longer text with departments and addresses

    @classmethod
    def of(cls, text: str, country: str | None) -> Asking:
        """Return the kind of a question."""
        if country and country_code(country):
            return cls.NAME_AND_COUNTRY
        short = "," not in text and ";" not in text and len(text.split(None, _SHORT)) <= _SHORT
        return cls.NAME if short else cls.AFFILIATION


@dataclass(slots=True)
class Judged:
    """A candidate with its score (log-odds before calibration), confidence, and second-model features, if any."""

    row: Row
    score: float
    confidence: float
    second: list[float] | None


class Judge:
    """Score each candidate alone with the first model; add the second model's score of it among the others."""

    def __init__(self, first: Model, second: Model) -> None:
        self._first, self._second = first, second
        self._first_groups, self._second_groups = first.grouping(FEATURES), second.grouping(RIVALRY)

    def judge(
        self, index: Index, groups: Sequence[Sequence[Row]], kinds: Sequence[Asking]
    ) -> list[list[Judged]]:
        """Judge the candidates of each text and return them in the order given; `kinds` are the kinds of question."""
        flat = [row.values for group in groups for row in group]
        if not flat:
            return [[] for _ in groups]
        alone = self._first.scores(flat).tolist()
        found, again, start = [], [], 0
        for group, kind in zip(groups, kinds, strict=True):
            scores = alone[start : start + len(group)]
            start += len(group)
            judged = [Judged(row, score, 0.0, None) for row, score in zip(group, scores, strict=True)]
            given = kind is Asking.NAME_AND_COUNTRY
            for place, values in rivalry_rows(index, group, scores, country_given=given):
                judged[place].second = values
                again.append(judged[place])
            found.append(judged)
        self._add(again)
        for judged, kind in zip(found, kinds, strict=True):
            for one in judged:
                one.confidence = self._second.chance(one.score, kind)
        return found

    def _add(self, again: list[Judged]) -> None:
        if again:
            added = self._second.scores([one.second for one in again if one.second is not None]).tolist()
            for one, more in zip(again, added, strict=True):
                one.score += more

    def weights(self, judged: Judged) -> tuple[float, dict[str, float]]:
        """Return (base score, contribution of each group of features), which together sum to the score."""
        start, groups = self._first.contributions(judged.row.values, self._first_groups)
        if judged.second is not None:
            more, among = self._second.contributions(judged.second, self._second_groups)
            start += more
            for group, value in among.items():
                groups[group] = groups.get(group, 0.0) + value
        return start, groups


@cache
def shipped_judge() -> Judge:
    """Return the judge with the shipped models."""
    return Judge(shipped("organisations"), shipped("organisations-rivalry"))

"""Helpers for assertions on the history."""

from __future__ import annotations

import pytest

from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.refusals import Refusal


def facts(thing) -> list[str]:
    entries = HistoryEntry.objects.filter(subject_id=str(thing.pk)).order_by("id")
    return [entry.fact.partition(".")[2] for entry in entries]


def refusal(call) -> Refusal:
    with pytest.raises(Refusal) as no:
        call()
    return no.value

"""The log of erasures says how many people a backup may still hold."""

from __future__ import annotations

import pytest

from vidsyn.history.erasure_log import Erased, erased_since, write_log
from vidsyn.people.models import ApiToken, Person

pytestmark = pytest.mark.django_db


def test_people_erased_after_a_moment_are_counted_and_their_tokens_are_not(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    moment = "2026-11-02T08:00:00+00:00"
    write_log([Erased(moment, Person.KIND, "1"), Erased(moment, ApiToken.KIND, "2")])
    assert erased_since("2026-11-01T00:00:00+00:00") == 1
    assert erased_since(moment) == 0

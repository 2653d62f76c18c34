"""What only the tests of agreements use."""

from __future__ import annotations

import pytest

from vidsyn.partners.models import Partner


@pytest.fixture
def other_partner(db) -> Partner:
    return Partner.objects.create(
        name_sv="Provhögskolan", name_en="Sample College", sort_key="p", country="DE"
    )

"""Partner names of a made-up list of agreements, in every form, against the whole of ROR."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from vidsyn.matching import PROPOSED, Band, OrganisationIndex


@pytest.mark.shared
def test_known_partners_are_accepted_and_nobody_wrong_is(
    real_index: OrganisationIndex, shared_data: Path
) -> None:
    book = CalamineWorkbook.from_path(str(shared_data / "register" / "messy-partners-1.xlsx"))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    truth = json.loads((shared_data / "register" / "messy-partners-1-truth.json").read_text())["rows"]
    known = [(int(number), row["ror"]) for number, row in truth.items() if row.get("ror")]
    accepted = proposed = 0
    wrong = []
    for number, expected in known:
        name, country = rows[number - 1][1:3]
        matches = real_index.resolve(str(name), country=str(country))
        record = real_index.record(expected)
        assert record is not None
        right = set(record.successors) or {expected}
        accepted += any(match.id in right and match.band is Band.ACCEPT for match in matches)
        proposed += bool(matches) and matches[0].id in right and matches[0].confidence >= PROPOSED
        wrong += [(name, m.name) for m in matches if m.band is Band.ACCEPT and m.id not in right]
    assert wrong == []
    assert accepted / len(known) >= 0.95
    assert proposed / len(known) >= 0.98  # the first answer, linked or proposed to a person

"""A small made-up registry in the format of ROR's dump, and real data where available."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vidsyn.matching import OrganisationIndex, import_dump, open_index

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def record(
    number: int,
    *names: str,
    country: str = "SE",
    city: str | None = None,
    status: str = "active",
    acronym: str | None = None,
    successor: int | None = None,
    kind: str = "education",
) -> dict[str, Any]:
    """Return a record in ROR's schema v2."""
    values = [{"value": name, "types": ["alias"], "lang": None} for name in names]
    values[0]["types"] = ["ror_display", "label"]
    if acronym:
        values.append({"value": acronym, "types": ["acronym"], "lang": None})
    relations = [{"id": ror(successor), "label": "", "type": "successor"}] if successor is not None else []
    return {
        "id": ror(number),
        "status": status,
        "names": values,
        "types": [kind],
        "locations": [{"geonames_details": {"country_code": country, "name": city}}],
        "links": [{"type": "website", "value": f"https://{number}.example"}],
        "relationships": relations,
    }


def ror(number: int) -> str:
    return f"https://ror.org/0{number:06d}00"


REGISTRY = [
    record(1, "Norrvik University", "Norrviks universitet", country="SE", city="Norrvik", acronym="NVU"),
    record(2, "Trinity College", country="IE", city="Dublin"),
    record(3, "Trinity College", country="US", city="Hartford"),
    record(4, "University of Västerhavet", country="NO", city="Havnes"),
    record(5, "Old Polytechnic of Marlby", country="GB", status="inactive", successor=6),
    record(6, "Middle University of Marlby", country="GB", status="inactive", successor=7),
    record(7, "Marlby Metropolitan University", country="GB", city="Marlby"),
    record(8, "Ghost Institute of Nowhere", country="GB", status="withdrawn"),
    record(9, "Norrvik University Hospital", country="SE", city="Norrvik", kind="healthcare"),
    record(10, "北川大学", "Kitagawa University", country="JP", city="Kitagawa"),
    record(11, "University of Havland, Kvarnby", country="US", city="Kvarnby"),
    record(12, "University of Havland, Sundby", country="US", city="Sundby"),
    record(13, "United States Seafarers Research Laboratory", country="US", city="Sundby", kind="facility"),
    record(14, "Universitätsklinikum Havsnäs", country="DE", city="Havsnäs", kind="healthcare"),
]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "v9.9-2026-11-01-ror-data_schema_v2.json"
    path.write_text(json.dumps(REGISTRY, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def index(dump: Path, tmp_path: Path) -> OrganisationIndex:
    import_dump(dump, tmp_path / "ror", at=AT)
    return open_index(tmp_path / "ror")


@pytest.fixture(scope="session")
def real_index(whole_ror: Path) -> OrganisationIndex:
    """The index of the whole ROR dump."""
    return open_index(whole_ror)

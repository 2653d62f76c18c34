"""The dump becomes an index completely or not at all, and replaced ids lead to their successors."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from tests.matching.conftest import AT, REGISTRY, record, ror

from vidsyn.kernel.refusals import Refusal
from vidsyn.matching import OrganisationIndex, Status, import_dump, open_index


def test_record_holds_what_the_dump_says(index: OrganisationIndex) -> None:
    found = index.record(ror(1))
    assert found is not None
    assert found.name == "Norrvik University"
    assert {name.value for name in found.names} == {"Norrvik University", "Norrviks universitet", "NVU"}
    assert (found.country, found.city, found.types, found.status) == (
        "SE",
        "Norrvik",
        ("education",),
        Status.ACTIVE,
    )
    assert found.website == "https://1.example"
    assert index.record("000000100") == found  # nine characters suffice
    assert index.record("https://ror.org/nosuch000") is None


def test_successors_are_followed_to_the_active_one(index: OrganisationIndex) -> None:
    old = index.record(ror(5))
    assert old is not None
    assert old.status is Status.INACTIVE
    assert old.successors == (ror(7),)
    matches = index.resolve("Old Polytechnic of Marlby", country="GB")
    assert [match.id for match in matches][:1] == [ror(7)]
    assert all(match.id not in {ror(5), ror(6)} for match in matches)


def test_a_withdrawn_record_without_successor_matches_nobody(index: OrganisationIndex) -> None:
    assert index.resolve("Ghost Institute of Nowhere", country="GB") == []


@pytest.mark.parametrize("way", ["json", "gz", "zip"])
def test_every_packing_gives_the_same_index(way: str, dump: Path, tmp_path: Path) -> None:
    content = dump.read_bytes()
    packed = tmp_path / f"packed.{way}"
    if way == "gz":
        packed.write_bytes(gzip.compress(content))
    elif way == "zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "no")
            archive.writestr("v9.9_schema_v2.json", content)
    else:
        packed.write_bytes(content)
    result = import_dump(packed, tmp_path / "kept", at=AT)
    assert result.about["records"] == len(REGISTRY)
    assert len(open_index(tmp_path / "kept")) == len(REGISTRY)


@pytest.mark.parametrize("cut_at", [1, 100, -1, -200])
@pytest.mark.parametrize("way", ["json", "gz", "zip"])
def test_a_truncated_dump_is_refused_whole(way: str, cut_at: int, dump: Path, tmp_path: Path) -> None:
    import_dump(dump, tmp_path / "kept", at=AT)
    before = {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()}
    content = json.dumps([record(1, "Another University")]).encode()
    if way == "gz":
        content = gzip.compress(content)
    elif way == "zip":
        whole = tmp_path / "whole.zip"
        with zipfile.ZipFile(whole, "w") as archive:
            archive.writestr("a.json", content)
        content = whole.read_bytes()
    broken = tmp_path / f"broken.{way}"
    broken.write_bytes(content[:cut_at])
    with pytest.raises(Refusal):
        import_dump(broken, tmp_path / "kept", at=AT)
    assert {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()} == before


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    for number, text in enumerate(('{"a": 1}', '[{"id": "x"}]', "[1, 2]", "[]", "", "[{}] trailing")):
        path = tmp_path / f"{number}.json"
        path.write_text(text)
        with pytest.raises(Refusal):
            import_dump(path, tmp_path / "kept", at=AT)
    assert not (tmp_path / "kept" / "current.json").exists()


def test_the_same_dump_twice_is_nothing_new(dump: Path, tmp_path: Path) -> None:
    assert import_dump(dump, tmp_path / "kept", at=AT).is_new
    assert not import_dump(dump, tmp_path / "kept", at=AT).is_new


def test_a_newer_dump_takes_over(dump: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    import_dump(dump, folder, at=AT)
    old = open_index(folder)
    newer = tmp_path / "v10.0.json"
    newer.write_text(json.dumps([*REGISTRY, record(99, "Sista Universitetet")]))
    import_dump(newer, folder, at=AT)
    assert open_index(folder).record(ror(99)) is not None
    assert old.record(ror(99)) is None  # an open index stays as it was
    assert old.record(ror(1)) is not None


def test_without_an_import_the_refusal_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        open_index(tmp_path)
    assert refused.value.code == "ror_index_missing"

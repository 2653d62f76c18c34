"""Small made-up lists in authorities' formats: read, stored, compared; refused whole when incomplete."""

# ruff: noqa: E501 – some samples are lines as published

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.matching.list_samples import SAMPLES

from vidsyn.cli.lists import LIST_FORMATS
from vidsyn.kernel.refusals import Refusal
from vidsyn.matching.lists.changes import list_diff
from vidsyn.matching.lists.formats import FORMATS
from vidsyn.matching.lists.listing import Force, Listing, ListingKind
from vidsyn.matching.lists.snapshots import list_import, list_names, listings, newest, snapshots

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def kept(tmp_path: Path, format: str, text: str, name: str = "test", **known: object) -> list[Listing]:
    source = tmp_path / "source"
    source.write_text(text, encoding="utf-8")
    snapshot, _ = list_import(source, tmp_path / "lists", name=name, format=format, at=AT, **known)  # type: ignore[arg-type]
    return list(listings(tmp_path / "lists", snapshot))


def test_every_format_has_a_sample_and_a_word_at_the_command_line() -> None:
    assert set(SAMPLES) == set(FORMATS) == set(LIST_FORMATS)


@pytest.mark.parametrize("format", SAMPLES)
def test_a_list_is_read_in_its_format(format: str, tmp_path: Path) -> None:
    found = kept(tmp_path, format, SAMPLES[format])
    assert len(found) == 2
    assert all(one.names and one.key and one.row for one in found)
    assert found[1].kind is ListingKind.ORGANISATION
    if format not in ("us-1286", "ca-nro"):
        assert found[0].kind is ListingKind.PERSON
        assert len(found[0].names) >= 2
    else:
        assert len(found[0].names) == 3
        assert found[0].countries == ("CN",)


def test_what_a_row_says_is_kept(tmp_path: Path) -> None:
    person, firm = kept(tmp_path, "eu-fsf-xml", SAMPLES["eu-fsf-xml"])
    assert person.names == ("Maja Påhittad", "Майя Похитад")
    assert (person.births, person.countries, person.programs) == (("1970-01-02",), ("BY",), ("XYZ",))
    assert (person.key, person.identifiers) == ("EU.1.2", ("P123",))
    assert person.row["regulations"] == [{"programme": "XYZ", "numberTitle": "1/2026"}]
    assert firm.names == ("Påhittade Verken AB",)


def test_a_csl_csv_is_read_too(tmp_path: Path) -> None:
    text = '_id,source,entity_number,type,programs,name,addresses,alt_names\n1,S,9,Entity,P,"Pahittade Verken","Road 1, Minsk, BY","PV; Verken"\n'
    (one,) = kept(tmp_path, "us-csl", text)
    assert one.names == ("Pahittade Verken", "PV", "Verken")
    assert one.countries == ("BY",)


def test_uk_xml_is_read_too(tmp_path: Path) -> None:
    text = """<Designations><Designation><UniqueID>X1</UniqueID><RegimeName>T</RegimeName><Names><Name><Name6>PAHITTAD</Name6>
    <Name1>Maja</Name1></Name></Names><IndividualEntityShip>Individual</IndividualEntityShip></Designation></Designations>"""
    (one,) = kept(tmp_path, "uk-list", text)
    assert one.names == ("Maja PAHITTAD",)
    assert one.kind is ListingKind.PERSON


@pytest.mark.parametrize("format", SAMPLES)
def test_gz_is_read_and_gives_the_same(format: str, tmp_path: Path) -> None:
    plain = kept(tmp_path, format, SAMPLES[format])
    packed = tmp_path / "packed.gz"
    packed.write_bytes(gzip.compress(SAMPLES[format].encode()))
    snapshot, is_new = list_import(packed, tmp_path / "lists", name="test", format=format, at=AT)
    assert not is_new  # importing the same list twice adds nothing
    assert list(listings(tmp_path / "lists", snapshot)) == plain


@pytest.mark.parametrize(
    "format", ["eu-fsf-xml", "un-xml", "us-csl", "ca-nro", "eu-oj-html", "ftm", "generic-jsonl"]
)
def test_a_truncated_list_is_refused_and_the_old_one_stays(format: str, tmp_path: Path) -> None:
    before = kept(tmp_path, format, SAMPLES[format])
    text = SAMPLES[format].rstrip()
    for part in (len(text) // 2, len(text) - 5):
        with pytest.raises(Refusal) as refused:
            kept(tmp_path, format, text[:part])
        assert refused.value.code == "list_damaged"
    whole = gzip.compress(text.encode())
    (tmp_path / "cut.gz").write_bytes(whole[:-9])
    with pytest.raises(Refusal):
        list_import(tmp_path / "cut.gz", tmp_path / "lists", name="test", format=format, at=AT)
    folder = tmp_path / "lists"
    assert list(listings(folder, newest(folder, "test"))) == before
    assert len(list((folder / "test").iterdir())) == 2  # nothing half-written remains


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_list_is_refused(format: str, tmp_path: Path) -> None:
    empty = {"eu-fsf-xml": "<export/>", "un-xml": "<CONSOLIDATED_LIST/>", "us-csl": '{"results": []}'}
    for text in ("", empty.get(format, "name,aliases\n")):
        with pytest.raises(Refusal) as refused:
            kept(tmp_path, format, text)
        assert refused.value.code in ("list_empty", "list_damaged")
    assert list_names(tmp_path / "lists") == []


def test_a_new_snapshot_says_what_changed(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    kept(
        tmp_path,
        "generic-csv",
        "key,names,country\na,Alpha,SE\nb,Beta,NO\nc,Gamma,\n",
        list_date=date(2026, 1, 1),
    )
    kept(
        tmp_path,
        "generic-csv",
        "key,names,country\nd,Delta,\nb,Beta;Bete,NO\nc,Gamma,\n",
        list_date=date(2026, 2, 1),
    )
    older, newer, changes = list_diff(folder, "test")
    assert (older.list_date, newer.list_date) == ("2026-01-01", "2026-02-01")
    assert [one.key for one in changes.added] == ["d"]
    assert [(before.names, after.names) for before, after in changes.changed] == [
        (("Beta",), ("Beta", "Bete"))
    ]
    assert [one.key for one in changes.removed] == ["a"]
    assert newest(folder, "test").age_days(date(2026, 2, 11)) == 10


def test_what_is_not_said_is_unknown(tmp_path: Path) -> None:
    kept(tmp_path, "generic-jsonl", SAMPLES["generic-jsonl"])
    kept(tmp_path, "eu-fsf-xml", SAMPLES["eu-fsf-xml"], name="eu")
    folder = tmp_path / "lists"
    mine, theirs = newest(folder, "test"), newest(folder, "eu")
    assert (mine.list_date, mine.force, mine.licence, mine.age_days(date(2026, 1, 1))) == (
        None,
        Force.UNKNOWN,
        None,
        None,
    )
    assert theirs.force is Force.BINDING
    assert len(snapshots(folder, "test")) == 1


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><export><sanctionEntity>&b;</sanctionEntity></export>'
    with pytest.raises(Refusal):
        kept(tmp_path, "eu-fsf-xml", bomb)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    format=st.sampled_from(sorted(FORMATS)),
    place=st.floats(0, 1),
    noise=st.binary(max_size=12),
    drop=st.integers(0, 40),
)
def test_no_damage_is_worse_than_a_refusal(
    format: str, place: float, noise: bytes, drop: int, tmp_path: Path
) -> None:
    whole = SAMPLES[format].encode()
    at = int(place * len(whole))
    source = tmp_path / "noise"
    source.write_bytes(whole[:at] + noise + whole[at + drop :])
    try:
        snapshot, _ = list_import(source, tmp_path / "fuzz", name=format, format=format, at=AT)
    except Refusal:
        return
    assert snapshot.rows == len(list(listings(tmp_path / "fuzz", snapshot))) > 0


def test_a_file_cut_inside_a_letter_or_a_row_is_refused(tmp_path: Path) -> None:
    whole = "key,names,country\na,Åäö Öster,SE\nb,Verken Ä,SE".encode()
    source = tmp_path / "cut.csv"
    for cut in (whole[:-4], whole[: whole.index(b"Verken") + 8]):
        source.write_bytes(cut)
        with pytest.raises(Refusal) as refused:
            list_import(source, tmp_path / "lists", name="test", format="generic-csv", at=AT)
        assert refused.value.code == "list_damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_the_encoding_it_has(encoding: str, tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_bytes("Institution,Country\r\nÅbo Påhittade Högskola – Väst,Finland\r\n".encode(encoding))
    snapshot, _ = list_import(source, tmp_path / "lists", name="test", format="us-1286", at=AT)
    (one,) = listings(tmp_path / "lists", snapshot)
    assert (one.names, one.countries) == (("Åbo Påhittade Högskola – Väst",), ("FI",))


def test_a_list_that_lost_half_its_rows_is_kept_only_when_said(tmp_path: Path) -> None:
    long = "names\n" + "".join(f"Name {number}\n" for number in range(40))
    kept(tmp_path, "generic-csv", long)
    short = "names\n" + "".join(f"Name {number}\n" for number in range(15))
    with pytest.raises(Refusal) as refused:
        kept(tmp_path, "generic-csv", short)
    assert (refused.value.code, newest(tmp_path / "lists", "test").rows) == ("list_shrunk", 40)
    assert len(kept(tmp_path, "generic-csv", short, may_shrink=True)) == 15


@pytest.mark.parametrize(
    ("format", "text", "said"),
    [
        ("eu-fsf-xml", SAMPLES["eu-fsf-xml"], "2026-11-01"),
        ("un-xml", SAMPLES["un-xml"], "2026-11-01"),
        ("uk-list", SAMPLES["uk-list"], "2026-11-01"),
        (
            "uk-list",
            "Last Updated,31/10/2026,,\nName 6,Name 1,Group Type,Group ID\nPAHITTAD,Maja,Individual,77\n",
            "2026-10-31",
        ),
        ("generic-csv", SAMPLES["generic-csv"], None),
    ],
)
def test_a_list_that_says_its_date_is_of_that_date(
    format: str, text: str, said: str | None, tmp_path: Path
) -> None:
    kept(tmp_path, format, text)
    assert newest(tmp_path / "lists", "test").list_date == said
    kept(tmp_path, format, text, name="given", list_date=date(2020, 1, 1))
    assert newest(tmp_path / "lists", "given").list_date == "2020-01-01"


def test_who_stands_near_the_listed_is_not_listed(tmp_path: Path) -> None:
    near = '{"id":"Q9","schema":"Person","caption":"Syster","properties":{"name":["Syster Påhittad"]},"target":false}\n'
    listed = '{"id":"Q1","schema":"Person","caption":"Maja","properties":{"name":["Maja Påhittad"]},"target":true}\n'
    assert [one.key for one in kept(tmp_path, "ftm", near + listed)] == ["Q1"]


def test_a_swedish_page_of_the_official_journal_is_read(tmp_path: Path) -> None:
    page = """<html><table><tr><td></td><td><p>Namn</p></td><td><p>Identifieringsuppgifter</p></td></tr>
    <tr><td>1.</td><td><p>Maja PÅHITTAD</p></td><td><p>Kön: kvinna. Född den 1 maj 1970</p></td></tr></table></html>"""
    (one,) = kept(tmp_path, "eu-oj-html", page)
    assert (one.names, one.kind) == (("Maja PÅHITTAD",), ListingKind.PERSON)


def test_the_numbers_of_papers_are_kept(tmp_path: Path) -> None:
    csl = '_id,source,type,name,alt_names,ids\n1,S,Entity,"Pahittade Verken","","Tax ID No., 7700123456, RU; Gender, Male"\n'
    (one,) = kept(tmp_path, "us-csl", csl)
    assert one.identifiers == ("7700123456",)
    uk = (
        "<Designations><Designation><UniqueID>X1</UniqueID><Names><Name><Name6>Verken</Name6></Name></Names><EntityDetails>"
        "<Entity><BusinessRegistrationNumbers><BusinessRegistrationNumber>7700123456</BusinessRegistrationNumber>"
        "</BusinessRegistrationNumbers></Entity></EntityDetails></Designation></Designations>"
    )
    (one,) = kept(tmp_path, "uk-list", uk, name="uk")
    assert one.identifiers == ("7700123456",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    format=st.sampled_from(["ftm", "generic-jsonl", "us-csl"]),
    field=st.sampled_from(
        [
            "id",
            "key",
            "schema",
            "type",
            "names",
            "name",
            "properties",
            "alt_names",
            "addresses",
            "ids",
            "country",
        ]
    ),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["name", "country", "x"]), inner, max_size=2)
        ),
        max_leaves=5,
    ),
)
def test_any_json_in_any_field_is_read_or_refused(
    format: str, field: str, value: object, tmp_path: Path
) -> None:
    row: dict[str, object] = {
        "id": "a",
        "schema": "Person",
        "names": ["N"],
        "name": "N",
        "properties": {"name": ["N"]},
    }
    content = {"results": [row | {field: value}]} if format == "us-csl" else row | {field: value}
    source = tmp_path / "any"
    source.write_text(json.dumps(content), encoding="utf-8")
    try:
        snapshot, _ = list_import(source, tmp_path / "any-lists", name=format, format=format, at=AT)
    except Refusal:
        return
    assert all(one.names and isinstance(one.key, str) for one in listings(tmp_path / "any-lists", snapshot))

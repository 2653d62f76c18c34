"""Identifiers: valid ones pass in any notation, a typing error is refused."""

import csv
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.logic.identifiers import erasmus_code, pic_number, ror_id, schac_code, web_address

KTH = "https://ror.org/026vcq606"


@pytest.mark.parametrize("written", ["026vcq606", "ror.org/026vcq606/", " HTTPS://ROR.ORG/026VCQ606 ", KTH])
def test_a_ror_id_is_kept_as_its_full_address(written):
    assert ror_id(written) == KTH


@given(position=st.integers(1, 8), other=st.sampled_from("0123456789abcdefghjkmnpqrstvwxyz"))
def test_one_wrong_character_in_a_ror_id_is_refused(position, other):
    code = list("026vcq606")
    if code[position] == other:
        return
    code[position] = other
    with pytest.raises(Refusal):
        ror_id("".join(code))


@pytest.mark.shared
def test_every_published_ror_id_and_erasmus_code_passes(shared_data):
    with zipfile.ZipFile(shared_data / "matching/ror-data-v2.9-reconstructed_schema_v2.zip") as dump:
        text = dump.read(dump.namelist()[0]).decode()
    published = re.findall(r'"id": ?"(https://ror.org/\w{9})"', text)[:20_000]
    assert len(published) > 1000
    assert [ror_id(one) for one in published] == published
    with (shared_data / "reference/erasmus-charter.csv").open(encoding="utf-8") as file:
        codes = [row["erasmus_code"] for row in csv.DictReader(file)]
    assert all(erasmus_code(code).replace(" ", "") == code.replace(" ", "") for code in codes)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("S STOCKHO04", "S  STOCKHO04"),
        ("s  stockho04", "S  STOCKHO04"),
        ("SSTOCKHO04", "S  STOCKHO04"),
        ("IRLDUBLIN01", "IRLDUBLIN01"),
        ("AL DURRES01", "AL DURRES01"),
        ("LUXLUX-VIL01", "LUXLUX-VIL01"),
    ],
)
def test_an_erasmus_code_is_kept_with_its_country_in_three_places(written, kept):
    assert erasmus_code(written) == kept
    assert erasmus_code(kept) == kept


@pytest.mark.parametrize("wrong", ["STOCKHOLM", "S  04", "12345", "S STOCKHOLMS04X"])
def test_what_is_no_erasmus_code_is_refused(wrong):
    with pytest.raises(Refusal, match="partner_erasmus_form"):
        erasmus_code(wrong)


def test_other_identifiers():
    assert schac_code("urn:schac:homeOrganization:KTH.se") == "kth.se"
    assert pic_number("999 990 946") == "999990946"
    assert web_address("www.kth.se") == "https://www.kth.se"
    for keep, wrong in ((schac_code, "kth"), (pic_number, "12345678"), (web_address, "javascript:alert(1)")):
        with pytest.raises(Refusal):
            keep(wrong)

"""Ids sort by time; reference codes survive being typed by hand."""

import string

from hypothesis import given
from hypothesis import strategies as st

from vidsyn.kernel.ids import ALPHABET, new_id, new_reference, read_reference


def test_ids_are_uuid_version_7_and_sort_by_time():
    ids = [new_id() for _ in range(50)]
    assert {i.version for i in ids} == {7}
    assert [i.int >> 80 for i in ids] == sorted(i.int >> 80 for i in ids)


def test_a_reference_reads_back_in_lower_case_and_with_look_alike_letters():
    reference = new_reference("A")
    assert read_reference(reference.lower()) == reference
    assert read_reference(f" {reference.replace('1', 'l')} ") == reference


@given(position=st.integers(0, 5), other=st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(position, other):
    reference = new_reference("P")
    code = list(reference[2:])
    if code[position] == other:
        return
    code[position] = other
    assert read_reference("P-" + "".join(code)) is None


@given(st.text(alphabet=string.printable, max_size=12))
def test_other_text_is_no_reference_or_a_valid_one(text):
    found = read_reference(text)
    assert found is None or read_reference(found) == found

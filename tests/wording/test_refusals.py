"""A refusal is a sentence, whatever it was given."""

from __future__ import annotations

from django.utils import translation

from vidsyn.kernel.refusals import Refusal
from vidsyn.wording.refusals import sentence


def said(code: str, **params: object) -> str:
    with translation.override("en"):
        return sentence(Refusal(code, **params))


def test_a_missing_parameter_leaves_a_gap_and_breaks_nothing() -> None:
    assert said("field_required") == "Fill in …."


def test_a_refusal_of_a_row_begins_with_the_row() -> None:
    assert said("field_required", label="Name", row=7) == "Row 7: Fill in Name."


def test_a_code_without_a_sentence_is_shown_as_it_is() -> None:
    assert "no_such_code" in said("no_such_code")

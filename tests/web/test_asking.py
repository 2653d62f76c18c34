"""Fields of forms follow from what operations take."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from vidsyn.agreements.logic.terms import Terms
from vidsyn.web.shell.asking import AmountField, NumberField, asking
from vidsyn.web.shell.forms import DateField, Form, TextArea

ask = asking("agreement_update", "agreement")


@pytest.mark.parametrize(
    ("source", "name", "made"),
    [
        ("agreement_update", "register_number", forms.CharField),
        ("agreement_update", "purpose", TextArea),
        ("agreement_update", "amount", AmountField),
        ("agreement_update", "level", forms.ChoiceField),
        ("review_open", "areas", forms.MultipleChoiceField),
        ("notice_give", "received_on", DateField),
        (Terms, "notice_days", NumberField),
        (Terms, "open_ended", forms.BooleanField),
    ],
)
def test_the_field_follows_from_the_type(source, name, made):
    assert type(asking(source, "agreement")(name)) is made


def test_limit_and_need_of_an_answer_follow_from_the_operation():
    assert (ask("register_number").max_length, ask("register_number").required) == (60, False)
    assert asking("person_create", "person")("name").required is True


def test_the_label_is_that_of_the_history_in_the_language_of_the_page():
    field = ask("register_number")
    said = []
    for language in ("en", "sv"):
        with translation.override(language):
            said.append(str(field.label))
    assert said == ["Register number", "Diarienummer"]


def test_choices_that_may_be_left_empty_begin_with_nothing():
    assert next(iter(ask("level").choices)) == ("", "–")
    assert all(value for value, _label in asking("agreement_decide", "agreement")("verdict").choices)


def test_what_no_operation_takes_or_no_label_names_is_a_fault():
    with pytest.raises(LookupError):
        ask("colour")
    with pytest.raises(LookupError):
        asking("agreement_update", "network")("note")


def test_what_one_chooses_among_is_given_and_may_be_left_empty_where_no_answer_is_needed():
    class Asked(Form):
        level = ask("level", forms.ChoiceField)
        kind = ask("kind", forms.ChoiceField, required=True)

    form = Asked(among={"level": [("a", "A")], "kind": [("b", "B")]})
    assert form.fields["level"].choices == [("", "–"), ("a", "A")]
    assert form.fields["kind"].choices == [("b", "B")]

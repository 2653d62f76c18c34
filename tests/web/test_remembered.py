"""What is drawn once is the same for the same values, and follows the values, the language and nothing else."""

from __future__ import annotations

import dataclasses

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import override

from vidsyn.kernel.bilingual import Words
from vidsyn.people.models import Unit
from vidsyn.people.vocabulary import Role
from vidsyn.web.partners.lists import PartnerLine
from vidsyn.web.shell.addresses import known_address

ROW = PartnerLine("P-AAAAAA", "A <b> & co", "", True, "university", "SE", "Umeå", "")


def drawn(row: object, **more: object) -> str:
    return Template('{% drawn "partners/row.html" row=row more=more %}').render(Context({"row": row, **more}))


def test_a_row_follows_its_values_and_the_language() -> None:
    with override("sv"):
        swedish = drawn(ROW)
    with override("en"):
        english = drawn(ROW)
        other = drawn(dataclasses.replace(ROW, city="Lund"))
    assert "Sverige" in swedish
    assert "Sweden" in english
    assert "A &lt;b&gt; &amp; co" in english
    assert "Umeå" in english
    assert "Lund" in other
    assert "Umeå" not in other


@pytest.mark.parametrize("given", [Unit(code="a"), mark_safe("<b>")])
def test_what_does_not_tell_by_its_value_is_refused(given: object) -> None:
    with pytest.raises(TypeError, match=r"partners/row\.html"):
        drawn(ROW, more=given)


def test_fixed_words_follow_the_language() -> None:
    template = Template('{% trans "Save" %}|{% trans "Save" as word %}{{ word }}')
    with override("sv"):
        assert template.render(Context()) == "Spara|Spara"
    with override("en"):
        assert template.render(Context()) == "Save|Save"
    with override("sv"):
        assert template.render(Context()) == "Spara|Spara"


def test_words_of_a_vocabulary_follow_the_language() -> None:
    template = Template("{{ role|label }}")
    said = []
    for language in ("sv", "en", "sv"):
        with override(language):
            said.append(template.render(Context({"role": Role.READER})))
    assert said[0] == said[2] != said[1]


def test_an_address_is_escaped_and_one_unknown_is_a_fault_unless_it_is_asked_for() -> None:
    template = Template("{% url 'partners:detail' name %}")
    assert template.render(Context({"name": "P-1"})) == known_address("partners:detail", ("P-1",))
    assert "<" not in template.render(Context({"name": "<x>"}))
    assert Template("{% url 'no:such' as none %}[{{ none }}]").render(Context()) == "[]"


def test_options_mark_the_chosen_one_and_escape() -> None:
    choices = [("se", "sverige"), ('"x', "<b>")]
    template = Template("{% options choices chosen %}")
    plain = template.render(Context({"choices": choices, "chosen": ""}))
    assert plain == '<option value="se">Sverige</option><option value="&quot;x">&lt;b&gt;</option>'
    chosen = template.render(Context({"choices": choices, "chosen": '"x'}))
    assert chosen == plain.replace('&quot;x">', '&quot;x" selected>')
    assert template.render(Context({"choices": choices, "chosen": "other"})) == plain


def test_rows_of_lists_can_be_compared_by_value() -> None:
    """A row that could not be would not be drawn at all."""
    assert hash(ROW) == hash(dataclasses.replace(ROW))
    assert {Words("a", "b"), Words("a", "b")} == {Words("a", "b")}

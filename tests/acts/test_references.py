"""No two things ever get the same reference code, however many there are."""

import pytest

from vidsyn.acts import references
from vidsyn.acts.references import fresh_reference, fresh_references, references_ready
from vidsyn.partners.models import Partner

pytestmark = pytest.mark.django_db
LABEL = "partners.Partner"


def test_a_code_that_is_taken_is_drawn_again(monkeypatch):
    Partner.objects.create(reference="P-111111", name_sv="T", name_en="T", sort_key="t")
    # The draw itself is chance: here it meets a taken code twice before it meets a free one.
    draws = iter(["P-111111", "P-111111", "P-222224"])
    monkeypatch.setattr(references, "new_reference", lambda prefix: next(draws))
    assert fresh_reference(LABEL, "P") == "P-222224"


def test_many_are_all_different_and_cost_a_statement_for_each_five_hundred(django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(set(fresh_references(LABEL, "P", 1200))) == 1200


def test_things_made_inside_take_what_was_drawn_and_ask_no_more(django_assert_num_queries):
    with django_assert_num_queries(1), references_ready(LABEL, "P", 3):
        codes = {Partner().reference for _ in range(3)}
    assert len(codes) == 3

"""Values in the history are labelled: kinds, countries and languages by name, never by code."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from vidsyn.agreements.queries.configuration import agreement_kinds
from vidsyn.collaborations.logic import catalogues
from vidsyn.history.reading import Wanted
from vidsyn.people.actors import local_operator
from vidsyn.people.queries.history import history_all, names_in
from vidsyn.sample.loading import sample_load
from vidsyn.wording.history import readable
from vidsyn.wording.labels import field_label


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "told"), [("sv", "Frankrike"), ("en", "France")])
def test_the_sample_registers_history_shows_no_codes(language: str, told: str) -> None:
    actor = local_operator()
    sample_load(actor=actor, on=timezone.localdate())
    lines = history_all(actor, Wanted(limit=1000))
    with translation.override(language):
        values: dict[tuple[str, str], set[str]] = {}
        for line in readable(lines, names_in(actor, lines)):
            for change in line.changes:
                place = (line.line.subject_kind, change.label)
                values.setdefault(place, set()).update((change.before, change.after))
        kinds = values["agreement", field_label("agreement", "kind")]
        names = values["partner", field_label("partner", "names")]
        countries = values["partner", field_label("partner", "country")]
        activities = values["collaboration", field_label("collaboration", "kinds")]
    assert kinds
    assert not kinds & set(agreement_kinds())
    assert activities
    assert not activities & set(catalogues.kinds())
    assert told in countries
    assert not [text for text in names if "language:" in text and language == "sv"]
    assert not [text for text in names if text.endswith(": official")]

"""The sample loads through the operations, once, into an empty register, and is fair to real organisations."""

from datetime import date

import pytest
from django.utils import timezone

from vidsyn.agreements.models import Agreement, DecisionRound, RequestRoute
from vidsyn.agreements.queries.courses import signature_proof
from vidsyn.agreements.queries.lists import agreements_on
from vidsyn.agreements.vocabulary import Level, SignatureProof
from vidsyn.collaborations.models import Collaboration
from vidsyn.history.models import HistoryEntry
from vidsyn.kernel.precision import Precision
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.models import Network, Partner
from vidsyn.people.actors import local_operator
from vidsyn.people.models import Person, Unit
from vidsyn.sample.dates import next_yearly, written_period
from vidsyn.sample.loading import sample_load
from vidsyn.sample.reading import entries

ON = date(2026, 11, 22)


@pytest.mark.django_db
def test_every_entry_of_the_files_is_in_the_register_and_in_its_history():
    sample_load(actor=local_operator(), on=ON)
    kept = {
        "units": Unit.objects,
        "people": Person.objects.filter(is_sample=True),
        "partners": Partner.objects,
        "networks": Network.objects,
        "collaborations": Collaboration.objects.filter(is_sample=True),
        "agreements": Agreement.objects,
        "rounds": DecisionRound.objects,
        "routes": RequestRoute.objects,
    }
    assert {name: rows.count() for name, rows in kept.items()} == {name: len(entries(name)) for name in kept}
    told = set(HistoryEntry.objects.values_list("subject_id", flat=True))
    assert {str(key) for rows in kept.values() for key in rows.values_list("pk", flat=True)} <= told
    assert HistoryEntry.objects.values("correlation_id").distinct().count() == 1


@pytest.mark.django_db
def test_the_sample_never_mixes_with_what_is_kept_already():
    sample_load(actor=local_operator(), on=ON)
    with pytest.raises(Refusal, match="register_not_empty"):
        sample_load(actor=local_operator(), on=ON)


def test_nothing_unfavourable_stands_beside_a_real_organisation():
    invented = {
        name["name"] for entry in entries("partners") if entry.get("example") for name in entry["names"]
    }
    unfavourable = {"notice_given", "terminated", "withdrawn", "expired"}
    for agreement in entries("agreements"):
        if agreement["state"] in unfavourable:
            assert set(agreement["partners"]) <= invented, agreement["key"]


def test_every_example_says_that_it_is_one():
    for entry in [*entries("agreements"), *entries("collaborations")]:
        if not entry.get("real"):
            assert "exempel" in entry["title_sv"].lower(), entry
            assert "example" in entry["title_en"].lower(), entry


def test_a_network_without_a_source_says_that_it_is_an_example():
    for entry in entries("networks"):
        assert ("source" in entry) != ("exempel" in entry["name_sv"].lower()), entry
        assert ("source" in entry) != ("example" in entry["name_en"].lower()), entry
    # No source names a knowledge and innovation community, or who finances an alliance.
    assert not [e for e in entries("networks") if e["kind"] == "kic" and "source" in e]
    assert not [phase for e in entries("networks") for phase in e.get("phases", ()) if "funder" in phase]


@pytest.mark.django_db
def test_the_real_memorandum_says_no_more_than_its_text():
    sample_load(actor=local_operator(), on=timezone.localdate())
    (key,) = [entry["title_sv"] for entry in entries("agreements") if entry.get("real")]
    agreement = Agreement.objects.get(title_sv=key)
    assert signature_proof(agreement) is SignatureProof.UNVERIFIED
    assert [party.steering_members.count() for party in agreement.parties.all()] == [0, 0]
    signatories = [s for party in agreement.parties.all() for s in party.signatories.all()]
    assert [(s.name, s.title, s.signed_on) for s in signatories if s.name or s.title or s.signed_on] == []
    assert agreement.level == Level.STRATEGIC


def test_collaborations_with_partners_of_decades_begin_on_no_invented_day():
    decades = {"Makerere University", "MUHAS"}
    assert not [
        e for e in entries("collaborations") if decades & set(e.get("partners", ())) and "starts" in e
    ]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2014-05", "2014-05-01", "2014-05-31", Precision.MONTH),
        ("2016", "2016-01-01", "2016-12-31", Precision.YEAR),
        ("2023-02-01", "2023-02-01", "2023-02-01", Precision.DAY),
        ("-9m", "2026-02-22", "2026-02-22", Precision.DAY),
        ("+40d", "2027-01-01", "2027-01-01", Precision.DAY),
        ("-2y", "2024-11-22", "2024-11-22", Precision.DAY),
    ],
)
def test_dates_are_fixed_or_at_a_distance(text, first, last, precision):
    period = written_period(text, ON)
    assert (str(period.first), str(period.last), period.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "on", "closes"),
    [
        ("05-01", "2026-11-22", "2027-05-01"),
        ("10-01", "2026-05-01", "2026-10-01"),
        ("05-01", "2026-05-01", "2027-05-01"),
    ],
)
def test_a_yearly_day_is_the_next_one(text, on, closes):
    assert str(next_yearly(text, date.fromisoformat(on))) == closes


@pytest.mark.django_db
def test_every_agreement_stands_where_its_entry_says():
    today = timezone.localdate()
    sample_load(actor=local_operator(), on=today)
    stands = {row.title.sv: row.status for row in agreements_on(local_operator(), today)}
    assert stands == {entry["title_sv"]: entry["state"] for entry in entries("agreements")}

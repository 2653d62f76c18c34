"""Reading the history checks the record's present state: what was open when written may be secret now."""

from __future__ import annotations

import pytest
from django.db import transaction

from vidsyn import here
from vidsyn.agreements.facts import AgreementFact
from vidsyn.agreements.models import Agreement
from vidsyn.agreements.operations.editing import agreement_update
from vidsyn.agreements.vocabulary import Stage
from vidsyn.collaborations.logic.kinds import Detail
from vidsyn.collaborations.models import Collaboration
from vidsyn.collaborations.operations.activities import activity_add
from vidsyn.collaborations.operations.people import collaboration_responsible_add
from vidsyn.collaborations.vocabulary import Form, Status
from vidsyn.history.reading import Wanted
from vidsyn.history.recording import record
from vidsyn.kernel.actors import Door
from vidsyn.people.actors import actor_of, local_operator
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.queries.history import history_all, history_of, history_of_own
from vidsyn.people.vocabulary import Role
from vidsyn.sample.loading import sample_load

pytestmark = pytest.mark.django_db
OFFICE = local_operator()
ALL = Wanted(limit=100_000)


@pytest.fixture
def viewer():
    """A function that creates somebody with a role for the whole university, or for a record's unit."""
    sample_load(actor=OFFICE, on=here.today())

    def made(role, unit=None):
        person = Person.objects.create(email=f"{role}@x.example", name=role)
        RoleAssignment.objects.create(person=person, role=role, unit=unit)
        return actor_of(person, door=Door.WEB, on=here.today())

    return made


def told_of(lines, thing):
    """Return the values and reasons in a record's lines."""
    rows = [line for line in lines if line.subject_id == str(thing.pk)]
    return "".join(f"{line.changes or ''}{line.reason}" for line in rows)


def test_an_agreement_made_confidential_later_hides_its_earlier_purpose_and_reason(viewer):
    reader, auditor = viewer(Role.READER), viewer(Role.AUDITOR)
    thing = Agreement.objects.filter(stage=Stage.SIGNED, confidential=None, voided_at=None)[0]
    insider = viewer(Role.COORDINATOR, thing.unit)
    agreement_update(agreement=thing, purpose="Ett syfte", reason="Ett skäl", actor=OFFICE)
    for one in (reader, insider):
        assert "Ett syfte" in told_of(history_of(one, thing), thing)
    assert "Ett skäl" in told_of(history_all(auditor, ALL), thing)
    agreement_update(agreement=thing, confidential=True, confidentiality_ground="OSL 31:16", actor=OFFICE)
    for lines in (history_of(reader, thing), history_all(auditor, ALL)):
        assert told_of(lines, thing).strip() == ""
        assert all(line.hidden for line in lines if line.subject_id == str(thing.pk))
    assert "Ett syfte" in told_of(history_of(insider, thing), thing)


def test_what_was_written_while_confidential_stays_with_those_inside_when_it_is_opened(viewer):
    reader = viewer(Role.READER)
    thing = Agreement.objects.filter(stage=Stage.SIGNED, confidential=None, voided_at=None)[0]
    insider = viewer(Role.COORDINATOR, thing.unit)
    agreement_update(agreement=thing, confidential=True, confidentiality_ground="OSL", actor=OFFICE)
    agreement_update(agreement=thing, purpose="Dolt syfte", reason="Dolt skäl", actor=OFFICE)
    agreement_update(agreement=thing, purpose="Öppet syfte", actor=OFFICE)
    agreement_update(agreement=thing, confidential=False, actor=OFFICE)
    assert "Dolt" not in told_of(history_of(reader, thing), thing)
    assert "Dolt" in told_of(history_of(insider, thing), thing)


def test_a_note_is_for_those_inside_also_where_an_older_register_did_not_mark_it(viewer):
    reader = viewer(Role.READER)
    thing = Agreement.objects.filter(stage=Stage.SIGNED, confidential=None, voided_at=None)[0]
    insider = viewer(Role.COORDINATOR, thing.unit)
    with transaction.atomic():
        record(AgreementFact.UPDATED, subject=thing, actor=OFFICE, after={"note": "Gammal anteckning"})
    assert "Gammal" not in told_of(history_of(reader, thing), thing)
    assert "Gammal" in told_of(history_of(insider, thing), thing)


def test_the_auditor_of_all_history_does_not_read_what_may_come_of_a_collaboration(viewer):
    auditor = viewer(Role.AUDITOR)
    thing = Collaboration.objects.filter(status=Status.ONGOING)[0]
    assert thing.title_sv in told_of(history_all(auditor, ALL), thing)
    Collaboration.objects.filter(pk=thing.pk).update(status=Status.POTENTIAL)
    assert told_of(history_all(auditor, ALL), thing).strip() == ""
    assert thing.title_sv in told_of(history_all(OFFICE, ALL), thing)


def test_a_candidate_and_the_partners_people_are_told_inside_only(viewer):
    reader = viewer(Role.READER)
    thing = Collaboration.objects.filter(status=Status.ONGOING, partners__partner__isnull=False)[0]
    insider = viewer(Role.COORDINATOR, thing.lead_unit)
    activity = activity_add(
        collaboration=thing, kind="joint_doctoral", form=Form.COTUTELLE, title="Doktorand Namnsson", actor=OFFICE,
        details=(Detail("candidate", "Namnsson"), Detail("supervisor_own", "Handledarsson")),
    )  # fmt: skip
    collaboration_responsible_add(
        collaboration=thing,
        collaboration_partner=thing.partners.all()[0],
        name="Partnerperson",
        email="p@partner.example",
        actor=OFFICE,
    )
    for told, subject in (("Namnsson", activity), ("Partnerperson", thing), ("p@partner", thing)):
        assert told in told_of(history_of(insider, subject, ALL), subject)
        assert told not in told_of(history_of(reader, subject, ALL), subject)


def test_who_has_left_a_unit_no_longer_reads_what_she_wrote_inside(viewer):
    thing = Agreement.objects.filter(stage=Stage.SIGNED, voided_at=None, unit__isnull=False)[0]
    insider = viewer(Role.COORDINATOR, thing.unit)
    agreement_update(agreement=thing, note="inre anteckning", actor=insider)
    assert "inre anteckning" in told_of(history_of_own(insider, ALL), thing)
    RoleAssignment.objects.filter(person=insider.person_id).update(role=Role.READER, unit=None)
    moved = actor_of(Person.objects.get(pk=insider.person_id), door=Door.WEB, on=here.today())
    assert "inre anteckning" not in told_of(history_of_own(moved, ALL), thing)


def test_reading_costs_two_statements_however_many_things_are_told_of(viewer, django_assert_num_queries):
    auditor = viewer(Role.AUDITOR)
    for limit in (1, 100_000):
        with django_assert_num_queries(2):
            history_all(auditor, Wanted(limit=limit))

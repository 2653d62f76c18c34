"""People without accounts are erased as well, and public records remain."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.people.conftest import acting

from vidsyn.agreements.facts import AgreementFact
from vidsyn.collaborations.models import CollaborationPartner, Responsible
from vidsyn.collaborations.operations.people import (
    collaboration_responsible_add,
    collaboration_responsible_erase,
)
from vidsyn.collaborations.operations.registering import collaboration_register
from vidsyn.collaborations.vocabulary import Purpose
from vidsyn.history.models import HistoryEntry
from vidsyn.history.personal.needles import GONE
from vidsyn.history.recording import record
from vidsyn.history.seals import seal_history, verify
from vidsyn.kernel.refusals import Refusal
from vidsyn.partners.models import Contact, Partner, PartnerWord
from vidsyn.partners.operations.contacts import partner_contact_add, partner_contact_erase
from vidsyn.partners.operations.notes import partner_note_add
from vidsyn.partners.operations.partners import partner_close, partner_register
from vidsyn.people.actors import local_operator
from vidsyn.people.operations.erasure import person_erase
from vidsyn.people.operations.persons import person_create
from vidsyn.people.vocabulary import Role

OFFICE = local_operator()
NAME, EMAIL = "Zebulina Quxworth", "zebulina@quxworth.example"


@pytest.fixture
def partner(db) -> Partner:
    return partner_register(
        name="Universitetet i Nollby", extra={"Kontakt": f"{NAME}, {EMAIL}"}, actor=OFFICE
    )


@pytest.fixture
def contact(partner) -> Contact:
    return partner_contact_add(partner=partner, name=NAME, email=EMAIL, actor=OFFICE)


def history_holds(word: str) -> bool:
    return any(
        word in str((entry.before, entry.after, entry.reason)).lower() for entry in HistoryEntry.objects.all()
    )


def test_a_contact_goes_from_texts_columns_words_and_history_of_other_things(partner, contact):
    note = partner_note_add(partner=partner, text=f"Ring {NAME} först", actor=OFFICE)
    partner_close(partner=partner, reason=f"Enligt {NAME}", actor=OFFICE)
    assert PartnerWord.objects.filter(word="quxworth").exists()
    seal_history()
    partner_contact_erase(contact=contact, reason=f"{NAME} bad om det", actor=OFFICE)
    note.refresh_from_db()
    partner.refresh_from_db()
    assert note.text == f"Ring {GONE} först"
    assert partner.extra == {"Kontakt": f"{GONE}, {GONE}"}
    assert not PartnerWord.objects.filter(word="quxworth").exists()
    assert not history_holds("quxworth")
    seal_history()
    assert verify().ok


def test_values_taken_out_of_a_row_that_no_fact_tells_of_are_found(partner, contact):
    seal_history()
    partner_contact_erase(contact=contact, reason="begärd", actor=OFFICE)
    seal_history()
    told = HistoryEntry.objects.get(fact="history.values_erased")
    registered = HistoryEntry.objects.get(fact="partner.registered")
    assert told.after["values"] == {str(registered.pk): ["after.extra"]}
    # The guard is in place again: nobody else can remove unmarked values.
    with pytest.raises(Exception, match="append-only"):
        HistoryEntry.objects.filter(pk=registered.pk).update(after={})


def test_somebody_else_with_the_same_name_is_left_alone(partner, contact):
    other = partner_contact_add(partner=partner, name=NAME, email="annan@example.org", actor=OFFICE)
    note = partner_note_add(partner=partner, text=f"Ring {NAME}, {EMAIL}", actor=OFFICE)
    partner_contact_erase(contact=contact, reason="begärd", actor=OFFICE)
    other.refresh_from_db()
    note.refresh_from_db()
    assert (other.name, other.email) == (NAME, "annan@example.org")
    assert note.text == f"Ring {NAME}, {GONE}"
    assert HistoryEntry.objects.get(fact="history.values_erased").after["namesake"] is True


def test_a_contact_with_the_address_of_an_account_is_emptied_and_the_account_is_not(partner, contact):
    person = person_create(email=EMAIL, name=NAME, actor=OFFICE)
    partner_contact_erase(contact=contact, reason="begärd", actor=OFFICE)
    person.refresh_from_db()
    assert (person.name, person.email) == (NAME, EMAIL)
    contact.refresh_from_db()
    assert (contact.name, contact.email) == ("", "")


def test_a_responsible_person_at_a_partner_is_erased(units, partner):
    collaboration = collaboration_register(
        title="Utbyte", purposes=(Purpose.EXCELLENCE,), partner=partner, unit=units["sci"], actor=OFFICE
    )
    row = collaboration_responsible_add(
        collaboration=collaboration,
        collaboration_partner=CollaborationPartner.objects.get(),
        name=NAME,
        email=EMAIL,
        actor=OFFICE,
    )
    collaboration_responsible_erase(responsible=row, reason="begärd", actor=OFFICE)
    row = Responsible.objects.get(pk=row.pk)
    assert (row.name, row.email) == (GONE, "")
    assert not history_holds("quxworth")
    partner.refresh_from_db()
    assert partner.extra == {"Kontakt": f"{GONE}, {GONE}"}


def test_only_the_office_erases(contact, somebody):
    for role, unit in ((Role.COORDINATOR, "sci"), (Role.SYSTEM_ADMINISTRATOR, "")):
        actor = acting(somebody(f"Roll {role}", role, unit))
        with pytest.raises(Refusal, match="not_allowed"):
            partner_contact_erase(contact=contact, reason="x", actor=actor)
    admin = acting(somebody("Adam Admin", Role.SYSTEM_ADMINISTRATOR))
    with pytest.raises(Refusal, match="not_allowed"):
        person_erase(person=somebody("Eva Ett"), reason="x", actor=admin)


def test_letters_and_finished_work_are_deleted_after_their_time(db, settings, tmp_path):
    from django_tasks_db.models import DBTaskResult

    from vidsyn.keeping.jobs import forget_what_was_sent

    settings.EMAIL_FILE_PATH = tmp_path
    old, new = tmp_path / "gammalt.log", tmp_path / "nytt.log"
    for path in (old, new):
        path.write_text("brev")
    then = timezone.now() - timedelta(days=settings.SENT_DAYS + 1)

    os.utime(old, (then.timestamp(), then.timestamp()))
    for finished in (then, timezone.now()):
        DBTaskResult.objects.create(
            status="SUCCESSFUL", finished_at=finished, args_kwargs={"args": [], "kwargs": {}},
            task_path="x.y", backend_name="default", exception_class_path="", traceback="",
        )  # fmt: skip
    assert forget_what_was_sent() == 2
    assert [path.name for path in tmp_path.iterdir()] == ["nytt.log"]
    assert DBTaskResult.objects.count() == 1


def test_who_decided_stays_on_record(partner, contact):
    with transaction.atomic():
        record(AgreementFact.DECIDED, subject=partner, actor=OFFICE, after={"decided_by_name": NAME})
        record(AgreementFact.UPDATED, subject=partner, actor=OFFICE, after={"note": NAME})
    partner_contact_erase(contact=contact, reason="begärd", actor=OFFICE)
    decided = HistoryEntry.objects.get(fact=AgreementFact.DECIDED)
    assert decided.after == {"decided_by_name": NAME}
    assert HistoryEntry.objects.get(fact=AgreementFact.UPDATED).after == {}

"""The health page: a word and a status for a probe, the parts and their remedies for those who run the system."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from vidsyn.keeping.backups import held
from vidsyn.keeping.health import readings, troubles
from vidsyn.later import patience
from vidsyn.later.heartbeats import beat
from vidsyn.later.mail import mail_enqueue
from vidsyn.later.models import Heartbeat
from vidsyn.people.models import Person, RoleAssignment
from vidsyn.people.vocabulary import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alive(settings, tmp_path):
    settings.DATA = tmp_path
    beat("worker:one")
    beat("clock")


def client(role: Role | None = None) -> Client:
    asking = Client(headers={"Accept-Language": "en"})
    if role is not None:
        person, _new = Person.objects.get_or_create(
            email=f"{role}@example.org", defaults={"name": "Exempel", "language": "en"}
        )
        RoleAssignment.objects.get_or_create(person=person, role=role)
        asking.force_login(person)
    return asking


def codes() -> list[str]:
    return [trouble.code for trouble in troubles()]


def letter() -> None:
    mail_enqueue(to="nina@example.org", subject="Avtal", text="Hej")


def test_a_probe_is_told_one_word_and_nothing_more():
    answer = client().get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer.headers["Cache-Control"] == "no-store"
    Heartbeat.objects.filter(name="worker:one").delete()
    for asking in (client(), client(Role.OFFICE), client(Role.READER)):
        answer = asking.get("/health/")
        assert (answer.status_code, answer.content) == (503, b"not ok\n")


def test_those_who_run_the_system_see_each_part_and_its_remedy():
    page = client(Role.SYSTEM_ADMINISTRATOR).get("/health/")
    assert page.status_code == 200
    assert page.content.decode().count("In order") == len(readings())
    Heartbeat.objects.filter(name="worker:one").delete()
    page = client(Role.SYSTEM_ADMINISTRATOR).get("/health/")
    assert page.status_code == 200  # a page that tells; the probe's status is the probe's
    assert "Start vidsyn serve or vidsyn work" in page.content.decode()


def test_a_lease_that_has_run_out_is_no_worker():
    Heartbeat.objects.update(at=timezone.now() - patience.LEASE - timedelta(seconds=1))
    assert codes() == ["check_worker_gone"]


def test_a_clock_that_stands_still_is_told():
    Heartbeat.objects.filter(name="clock").update(at=timezone.now() - patience.CLOCK_LATE * 1.1)
    assert codes() == ["check_clock_late"]


def test_work_that_has_waited_and_work_left_by_a_dead_worker_are_told():
    letter()
    assert codes() == []
    DBTaskResult.objects.update(enqueued_at=timezone.now() - patience.QUEUE_LATE * 1.1)
    assert codes() == ["check_worker_behind"]
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))
    assert codes() == []  # it is being tried again, and has only now fallen due
    started = timezone.now() - patience.QUEUE_LATE * 1.1
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["gone"], started_at=started)
    assert codes() == ["check_worker_behind"]
    DBTaskResult.objects.update(worker_ids=["one"])
    assert codes() == []
    DBTaskResult.objects.update(started_at=timezone.now() - patience.WORK_LONG * 1.1)
    assert codes() == ["check_work_long"]


def test_work_that_failed_for_good_is_told_for_a_month_and_stops_no_probe():
    letter()
    DBTaskResult.objects.update(
        status="FAILED", finished_at=timezone.now(), exception_class_path="smtplib.SMTPRecipientsRefused"
    )
    (trouble,) = troubles()
    assert dict(trouble.params) == {"count": 1, "work": "send", "fault": "SMTPRecipientsRefused"}
    assert client().get("/health/").status_code == 200
    assert "SMTPRecipientsRefused" in client(Role.SYSTEM_ADMINISTRATOR).get("/health/").content.decode()
    DBTaskResult.objects.update(finished_at=timezone.now() - patience.FAILED_SHOWN * 1.1)
    assert codes() == []


def test_a_backup_that_is_too_old_is_told_where_one_is_known(tmp_path):
    made_at = (timezone.now() - patience.BACKUP_LATE * 1.1).isoformat()
    held.write_log([held.Held(str(tmp_path / "kept"), made_at, "2999-01-01")])
    assert codes() == ["check_backup_late"]
    held.write_log([held.Held(str(tmp_path / "newer"), timezone.now().isoformat(), "2999-01-01")])
    assert codes() == []


def test_a_disk_nearly_full_is_told(monkeypatch):
    monkeypatch.setattr(patience, "DISK_LOW", 10**18)
    assert codes() == ["check_disk_low"]


def test_today_tells_the_system_administrator_and_nobody_else():
    letter()
    DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now())
    assert "/health/" in client(Role.SYSTEM_ADMINISTRATOR).get("/").content.decode()
    assert "/health/" not in client(Role.OFFICE).get("/").content.decode()


def failed() -> str:
    letter()
    DBTaskResult.objects.filter(status="READY").update(
        status="FAILED", finished_at=timezone.now(), exception_class_path="smtplib.SMTPRecipientsRefused"
    )
    return str(DBTaskResult.objects.filter(status="FAILED").latest("enqueued_at").pk)


def test_failed_work_is_tried_again_by_a_button():
    administrator, works = client(Role.SYSTEM_ADMINISTRATOR), [failed(), failed()]
    page = administrator.get("/health/").content.decode()
    assert all(f"/health/work/{work}/retry/" in page for work in works)
    assert "nina@example.org" not in page
    assert administrator.post(f"/health/work/{works[0]}/retry/").status_code == 302
    assert DBTaskResult.objects.get(pk=works[0]).status == "READY"
    assert "1 piece of work is being tried again." in administrator.get("/health/").content.decode()
    failed()
    administrator.post("/health/work/retry/")
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"READY"}
    assert "/retry/" not in administrator.get("/health/").content.decode()


def test_failed_work_is_forgotten_for_a_reason():
    administrator, work = client(Role.SYSTEM_ADMINISTRATOR), failed()
    address = f"/health/work/{work}/forget/"
    assert "SMTPRecipientsRefused" in administrator.get(address).content.decode()
    assert administrator.post(address, {"reason": ""}).status_code == 422
    assert administrator.post(address, {"reason": "She has left"}).status_code == 302
    assert not DBTaskResult.objects.exists()
    again = administrator.get(address)
    assert (again.status_code, again.headers["Vidsyn-Refusal"]) == (409, "work_not_failed")


def test_nobody_else_decides_on_failed_work():
    work = failed()
    for asking in (client(Role.OFFICE), client(Role.READER)):
        assert asking.post(f"/health/work/{work}/retry/").status_code == 403
        assert asking.post(f"/health/work/{work}/forget/", {"reason": "R"}).status_code == 403
        assert asking.post("/health/work/retry/").status_code == 403
    assert client().post(f"/health/work/{work}/retry/").status_code == 302  # to sign in
    assert DBTaskResult.objects.get().status == "FAILED"

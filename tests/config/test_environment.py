"""Settings are read from the environment, and an invalid one is named."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from vidsyn.config.environment import MailServer, flag, mail_server, stored_secret


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, "", "", starttls=True, tls=False)),
        ("smtp://u%40x:p%2F@m:2525", MailServer("m", 2525, "u@x", "p/", starttls=True, tls=False)),
        ("smtps://m", MailServer("m", 465, "", "", starttls=False, tls=True)),
        ("smtp://localhost:25", MailServer("localhost", 25, "", "", starttls=False, tls=False)),
    ],
)
def test_a_mail_server_is_one_address(monkeypatch, text, expected):
    monkeypatch.setenv("MAIL", text)
    assert mail_server("MAIL") == expected


def test_no_mail_server_is_none_and_a_wrong_one_is_refused_by_name(monkeypatch):
    assert mail_server("MAIL") is None
    monkeypatch.setenv("MAIL", "mail.example.org:25")
    with pytest.raises(ImproperlyConfigured, match="MAIL"):
        mail_server("MAIL")


def test_a_flag_is_yes_or_no(monkeypatch):
    monkeypatch.setenv("F", "On")
    assert flag("F", default=False) is True
    monkeypatch.setenv("F", "maybe")
    with pytest.raises(ImproperlyConfigured, match="F is 'maybe'"):
        flag("F", default=False)


def test_two_processes_that_start_at_once_keep_one_whole_secret(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda _: stored_secret(tmp_path / "keys", "secret-key"), range(32)))
    assert len(set(read)) == 1
    assert len(read[0]) > 40
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["secret-key"]
    assert (tmp_path / "keys" / "secret-key").stat().st_mode & 0o777 == 0o600

"""`vidsyn check` names what is not as it should be, and mends nothing by itself."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.django_db

SAFE = {
    "VIDSYN_ENV": "production",
    "VIDSYN_SECRET_KEY": "a" * 50,
    "VIDSYN_HOSTS": "vidsyn.example",
    "VIDSYN_MAIL_SERVER": "smtps://mail.example",
    "VIDSYN_MAIL_FROM": "vidsyn@vidsyn.example",
}


def codes(vidsyn):
    return {finding["code"] for finding in vidsyn("check", "--json").json}


def test_each_finding_is_a_sentence_with_its_code(vidsyn, settings, tmp_path):
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    settings.KEYS.mkdir()
    (settings.KEYS / "seal").write_text("k")
    (settings.KEYS / "seal").chmod(0o644)
    tmp_path.chmod(0o755)
    found = codes(vidsyn)
    assert {"check_not_production", "check_mail_to_files", "check_folder_open", "check_key_open"} <= found
    settings.SECURE_SSL_REDIRECT, settings.PROXIES = True, 0
    assert "check_no_proxy" in codes(vidsyn)
    settings.PROXIES = 1
    assert "check_no_proxy" not in codes(vidsyn)
    ran = vidsyn("check")
    assert ran.code == 1
    assert f"chmod 600 {settings.KEYS / 'seal'} [check_key_open]" in ran.out

    (settings.KEYS / "seal").chmod(0o600)
    tmp_path.chmod(0o750)
    assert not {"check_folder_open", "check_key_open"} & codes(vidsyn)


def run(folder, **environment):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("VIDSYN_")}
    return subprocess.run(
        [sys.executable, "-m", "vidsyn", "check", "--json"],
        env=kept | {"VIDSYN_DATA": str(folder)} | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VIDSYN_SECRET_KEY", "short"),
        ("VIDSYN_HOSTS", ""),
        ("VIDSYN_DEBUG", "yes"),
        ("VIDSYN_PERSONA_SIGN_IN", "yes"),
    ],
)
def test_production_refuses_to_start_unsafely_and_names_the_setting(tmp_path, name, value):
    ran = run(tmp_path, **{**SAFE, name: value})
    assert ran.returncode == 1
    assert name in ran.stderr
    assert "Traceback" not in ran.stderr

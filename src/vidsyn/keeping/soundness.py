"""Whether an installation is fit for production: reported by `vidsyn check`.

A finding is a refusal that nobody raises: a code with parameters, which the door turns into a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import WARNING, run_checks

from vidsyn.acts.trees import circles_found
from vidsyn.history import guard
from vidsyn.keeping.backups import backups_known
from vidsyn.keeping.health import Part, readings
from vidsyn.keeping.upkeep import pending
from vidsyn.kernel.refusals import Refusal
from vidsyn.later.heartbeats import CLOCK, last_beat

# Access for all users of the machine; the group may include a backup program.
_OTHERS = 0o007
_ANYBODY_ELSE = 0o077
_ASSET = "built/designsystemet.css"


def findings() -> list[Refusal]:
    """Return everything to fix, the gravest first."""
    return [
        *_settings(),
        *_folder(),
        *_parts(),
        *_history(),
        *_trees(),
        *_running(),
        *_backups(),
        *_framework(),
    ]


def _settings() -> Iterator[Refusal]:
    if not settings.PRODUCTION:
        yield Refusal("check_not_production", environment=settings.ENVIRONMENT)
    if settings.SECURE_SSL_REDIRECT and not settings.PROXIES:
        yield Refusal("check_no_proxy")
    if not settings.MAIL_SERVER:
        yield Refusal("check_mail_to_files", folder=str(settings.EMAIL_FILE_PATH))
    elif settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield Refusal("check_mail_sender")


def _folder() -> Iterator[Refusal]:
    data, keys = Path(settings.DATA), Path(settings.KEYS)
    if data.exists() and data.stat().st_mode & _OTHERS:
        yield Refusal("check_folder_open", folder=str(data))
    for path in sorted(keys.glob("*")):
        if path.stat().st_mode & _ANYBODY_ELSE:
            yield Refusal("check_key_open", file=str(path))


def _parts() -> Iterator[Refusal]:
    lacking = sorted(f"{label}.{name}" for label, name in pending())
    if lacking:
        yield Refusal("check_not_up_to_date", count=len(lacking), first=lacking[0])
    if finders.find(_ASSET) is None:
        yield Refusal("check_assets_missing")
    for folder in settings.LOCALE_PATHS:
        if not list(Path(folder).glob("*/LC_MESSAGES/django.mo")):
            yield Refusal("check_catalogue_missing")


def _history() -> Iterator[Refusal]:
    if pending():
        return
    gone = guard.lacking()
    if gone:
        yield Refusal("check_history_unguarded", names=", ".join(gone))


def _trees() -> Iterator[Refusal]:
    if not pending():
        yield from circles_found()


def _running() -> Iterator[Refusal]:
    """Check background work. A missing worker is wrong only where one has run before: not before the first start."""
    if pending():
        return
    began = last_beat(CLOCK) is not None
    for reading in readings():
        if reading.trouble and (began or reading.part not in (Part.WORKER, Part.CLOCK)):
            yield reading.trouble


def _backups() -> Iterator[Refusal]:
    for backup in backups_known():
        if backup.is_due:
            yield Refusal(
                "check_backup_due", file=backup.file, until=backup.held_until, erased=backup.erased_since
            )


def _framework() -> Iterator[Refusal]:
    """Report the findings of Django's own deployment check, in its own words."""
    if settings.PRODUCTION:
        for message in run_checks(include_deployment_checks=True):
            if message.level >= WARNING and message.id not in settings.SILENCED_SYSTEM_CHECKS:
                yield Refusal("check_framework", id=message.id, message=message.msg)

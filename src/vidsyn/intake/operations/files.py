"""The files people bring: kept while a plan waits and no longer.

A list holds names and remarks, so it goes when its plan is carried out or thrown away; a plan nobody has touched for
`WAITS` days is thrown away by the clock. What the rows said stays with the import, which shows it to whoever may.
"""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from vidsyn.intake.models import Import
from vidsyn.intake.vocabulary import ActState
from vidsyn.kernel.refusals import Refusal, RefusalKind

WAITS = 30
_NEEDS_IT = (ActState.READING, ActState.PLANNED)


def keep_file(digest: str, content: bytes) -> None:
    """Keep the bytes under their digest, once."""
    if not default_storage.exists(_path(digest)):
        default_storage.save(_path(digest), ContentFile(content))


def stored_file(act: Import) -> bytes:
    """The bytes of the file as it was brought. Refuses `import_file_gone` once it has been removed."""
    try:
        with default_storage.open(_path(act.file_digest)) as file:
            content: bytes = file.read()
    except FileNotFoundError:
        raise Refusal("import_file_gone", kind=RefusalKind.STATE) from None
    return content


def stored_size(act: Import) -> int:
    """How many bytes the kept file has; 0 once it has been removed."""
    path = _path(act.file_digest)
    return default_storage.size(path) if default_storage.exists(path) else 0


def forget_file(act: Import) -> None:
    """Remove the file once the change that makes it needless stands, unless another plan waits for the same one."""
    digest = act.file_digest
    transaction.on_commit(lambda: _remove(digest))


def _remove(digest: str) -> None:
    waiting = Import.objects.filter(file_digest=digest, state__in=_NEEDS_IT)
    if not waiting.exists() and default_storage.exists(_path(digest)):
        default_storage.delete(_path(digest))


def _path(digest: str) -> str:
    return f"imports/{digest}"

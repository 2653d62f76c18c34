"""Imported files, stored only while a plan waits.

A list has names and remarks, so it is deleted when its plan is carried out or dropped; the clock drops a plan that
is untouched for `WAITS` days. The rows' content stays with the import, visible to whoever may see it.
"""

from __future__ import annotations

import codecs
import html
import io
import re
import zipfile
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from vidsyn.history.personal.needles import Needles
from vidsyn.history.personal.register import Keeps, Reach, Whose, declare_store
from vidsyn.intake.models import Import
from vidsyn.intake.vocabulary import ActState
from vidsyn.kernel.refusals import Refusal, RefusalKind

WAITS = 30
FOLDER = "imports"
_MARK = re.compile(r"<[^<>]*>")
_MOST = 100_000_000  # characters per part of a spreadsheet
_NEEDS_IT = (ActState.READING, ActState.PLANNED)


def keep_file(digest: str, content: bytes) -> None:
    """Store the bytes under their digest, once."""
    if not default_storage.exists(_path(digest)):
        default_storage.save(_path(digest), ContentFile(content))


def stored_file(act: Import) -> bytes:
    """Return the bytes of the file as uploaded. Refuses `import_file_gone` once it has been deleted."""
    try:
        with default_storage.open(_path(act.file_digest)) as file:
            content: bytes = file.read()
    except FileNotFoundError:
        raise Refusal("import_file_gone", kind=RefusalKind.STATE) from None
    return content


def stored_size(act: Import) -> int:
    """Return the stored file's size in bytes; 0 once it has been deleted."""
    path = _path(act.file_digest)
    return default_storage.size(path) if default_storage.exists(path) else 0


def forget_file(act: Import) -> None:
    """Delete the file after the current transaction commits, unless another plan uses the same one."""
    digest = act.file_digest
    transaction.on_commit(lambda: _remove(digest))


def _remove(digest: str) -> None:
    waiting = Import.objects.filter(file_digest=digest, state__in=_NEEDS_IT)
    if not waiting.exists() and default_storage.exists(_path(digest)):
        default_storage.delete(_path(digest))


def forget_files_naming(needles: Needles) -> None:
    """Delete every stored list with an erased person's values; a plan that still needs one asks for it again."""
    transaction.on_commit(lambda: _remove_naming(needles))


def _remove_naming(needles: Needles) -> None:
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        with default_storage.open(_path(name)) as file:
            held = any(needles.found_in(text) for text in _texts(file.read()))
        if held:
            default_storage.delete(_path(name))


def _texts(content: bytes) -> Iterator[str]:
    """Yield a list's text without parsing it as a table: good enough to find a name."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.namelist():
                with parts.open(part) as opened:
                    marked = opened.read(_MOST).decode("utf-8", "replace")
                yield html.unescape(_MARK.sub("\n", marked))
    else:
        coding = "utf-16" if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"
        yield content.decode(coding, "replace")
        yield content.decode("cp1252", "replace")


def _path(digest: str) -> str:
    return f"{FOLDER}/{digest}"


declare_store(
    "files/imports/",
    whose=Whose.MENTIONED,
    keeps=Keeps.PLAN,
    reach=Reach.REMOVED,
    forget=forget_files_naming,
)

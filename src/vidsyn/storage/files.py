"""Uploaded files: checked by content, stored under the hash of their content.

Identical content is stored once. A file never changes; a new version is a new file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import filetype
from django.conf import settings

from vidsyn.kernel.refusals import Refusal
from vidsyn.storage.writing import write_aside
from vidsyn.tables import archives

LARGEST = 25_000_000
# Accepted media types by file extension. The extension and the content must agree.
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
_ZIPPED = ("docx", "odt")
# Parts of an office document that run when it is opened.
_ACTIVE = ("vbaproject.bin", "basic/", "scripts/")


def media_type(content: bytes, name: str) -> str:
    """Return the file's media type after checking that it may be stored.

    Refuses what is empty, too large (also when unpacked), of an unaccepted type, different from its extension, or
    an office document with macros.
    """
    if not content:
        raise Refusal("file_empty", field="content")
    if len(content) > LARGEST:
        raise Refusal("file_too_large", field="content", megabytes=LARGEST // 1_000_000)
    ending = Path(name).suffix.lower().lstrip(".")
    if ending not in TYPES:
        raise Refusal(
            "document_type_not_kept", field="file_name", ending=ending or name, known=", ".join(sorted(TYPES))
        )
    guessed = filetype.guess_extension(content) or ""
    if _same(guessed) != _same(ending) and not (ending in _ZIPPED and guessed == "zip"):
        raise Refusal("document_not_what_it_says", field="content", ending=ending)
    if ending in _ZIPPED:
        _check_zipped(content, ending)
    return TYPES[ending]


def _check_zipped(content: bytes, ending: str) -> None:
    archive = archives.opened(content)
    names = [part.filename.lower() for part in archive.infolist()]
    if any(name.endswith(active) or name.startswith(active) for name in names for active in _ACTIVE):
        raise Refusal("document_has_macros", field="content")
    marker = "word/document.xml" if ending == "docx" else "content.xml"
    if marker not in names:
        raise Refusal("document_not_what_it_says", field="content", ending=ending)


def keep(content: bytes) -> str:
    """Store the content; returns its digest (SHA-256, hexadecimal), by which it is found."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    # A different length is left from a crash or a full disk; writing the content again repairs it.
    if not path.exists() or path.stat().st_size != len(content):
        write_aside(path, content)
    return digest


def content_of(digest: str) -> bytes:
    """Return the content of a digest. Refuses when it is missing from the store or altered."""
    path = _path(digest)
    if not path.exists():
        raise Refusal("document_gone", digest=digest[:12])
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise Refusal("document_damaged", digest=digest[:12])
    return content


def _path(digest: str) -> Path:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("not a digest")
    folder: Path = settings.DATA / "files"
    return folder / digest[:2] / digest


def _same(ending: str) -> str:
    return {"jpeg": "jpg"}.get(ending, ending)

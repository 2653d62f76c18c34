"""Files people add: judged by what they are, kept under the hash of their content.

The same content is kept once. A file is never changed; a new version is a new file.
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
# What may be added: media type by the file's ending. The ending and the content must say the same.
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
    """What the file is, once it is found fit to keep.

    Refuses what is empty, too large (also when unpacked), of a type not kept here, not what its ending says, or
    an office document with macros in it.
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
    """Put the content in the store; the digest (SHA-256, hexadecimal) under which it is found again."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    # One of another length is what a crash or a full disk once left; the content at hand mends it.
    if not path.exists() or path.stat().st_size != len(content):
        write_aside(path, content)
    return digest


def content_of(digest: str) -> bytes:
    """The content under a digest. Refuses when it is gone from the store or no longer what it was."""
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

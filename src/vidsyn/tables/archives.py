"""Spreadsheets are ZIP archives of XML: what is checked before anything is unpacked for good.

A small file can unpack to gigabytes, claim one cell in the last row and the last column, or name entities that
grow. Each is measured on the stream and refused before a reader allocates anything for it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from vidsyn.kernel.refusals import Refusal

MOST_UNPACKED = 400_000_000
MOST_CELLS = 6_000_000
_MOST_PARTS = 10_000
_PIECE = 1 << 20
# Office programs write nothing else; the other methods ZIP knows unpack slowly or are not there everywhere.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# What `zipfile` raises on an archive that is not what its own tables say.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    LookupError, OverflowError,
)  # fmt: skip


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive, once every part has been unpacked within bounds and found sound and free of entities.

    Raises Refusal: `file_damaged`, `file_is_old_or_locked`, `file_too_large_unpacked`, `file_has_entities`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS:
            raise Refusal("file_damaged")
        budget = MOST_UNPACKED
        for part in parts:
            budget -= _checked(archive, part, budget)
    except _BROKEN:
        raise Refusal("file_damaged") from None
    return archive


def _checked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: int) -> int:
    """Bytes of the part as it really unpacks, whatever its header says."""
    if part.flag_bits & _ENCRYPTED:
        raise Refusal("file_is_old_or_locked")
    if part.compress_type not in _METHODS:
        raise Refusal("file_damaged")
    if part.file_size > budget:
        raise Refusal("file_too_large_unpacked", megabytes=MOST_UNPACKED // 1_000_000)
    size, tail = 0, b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if part.filename.endswith((".xml", ".rels")) and b"<!" in (seen := tail + piece):
                _no_declarations(seen)
            tail = piece[-10:]
    return size


def _no_declarations(seen: bytes) -> None:
    if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
        raise Refusal("file_has_entities")


def bounded(cells: int) -> None:
    """Refuse a sheet that claims more cells than one machine should hold."""
    if cells > MOST_CELLS:
        raise Refusal("file_too_many_cells")

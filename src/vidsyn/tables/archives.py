"""Check spreadsheets, which are ZIP archives of XML, before unpacking them.

A small file can unpack to gigabytes, claim a single cell in the last row and column, or declare entities that
expand. Each is measured on the stream and refused before a reader allocates memory for it.
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
# Office programs use no others; the other ZIP methods are slow or not available everywhere.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# What `zipfile` raises on an archive that contradicts its own tables.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    LookupError, OverflowError,
)  # fmt: skip


def opened(content: bytes) -> zipfile.ZipFile:
    """Open the archive after checking that every part unpacks within bounds, intact and free of entities.

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
    """Return the part's actual unpacked size in bytes, whatever its header claims."""
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
    """Refuse a sheet that claims more cells than fit in memory."""
    if cells > MOST_CELLS:
        raise Refusal("file_too_many_cells")

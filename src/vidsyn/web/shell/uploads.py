"""How much of an upload is taken in: a little more than any file may have, so that its size is then refused by name.

Without this a file of any size fills the disk before a page sees it, signed in or not.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from vidsyn.storage import files
from vidsyn.tables.reading import MOST_BYTES

MOST_TAKEN = max(MOST_BYTES, files.LARGEST) + 1  # bytes of one request, all its files together


class BoundedUpload(FileUploadHandler):
    """Stands before the handlers that keep what comes, and passes on no more than `MOST_TAKEN` bytes."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._left = MOST_TAKEN

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        taken = raw_data[: self._left]
        self._left -= len(taken)
        return taken or None

    def file_complete(self, file_size: int) -> None:
        """Another handler makes the file."""

"""The process that reads a spreadsheet: takes bytes on standard input, writes the output of `packing`.

Sets its limits before reading the first byte: `python -m vidsyn.tables.apart SECONDS`. It opens no database and no
settings, so a malicious file affects nothing else.
"""

from __future__ import annotations

import contextlib
import resource
import sys

from vidsyn.kernel.refusals import Refusal
from vidsyn.tables.packing import packed, packed_refusal
from vidsyn.tables.spreadsheets import read_spreadsheet

MOST_MEMORY = 2 << 30  # bytes of address space: six million cells take about half
MOST_TOLD = 400_000_000  # bytes returned


def main() -> None:
    """Read one file and write the sheets, or a refusal."""
    _limit(int(sys.argv[1]))
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


def answer(content: bytes) -> bytes:
    """Return the packed sheets of a spreadsheet, or the packed refusal."""
    try:
        told = packed(read_spreadsheet(content))
    except Refusal as refusal:
        return packed_refusal(refusal.code, refusal.params)
    except MemoryError:
        return packed_refusal("file_too_heavy", {})
    except BaseException as fault:  # calamine's panics are not Exceptions
        sys.stderr.write(f"{type(fault).__name__} while reading a spreadsheet\n")
        return packed_refusal("file_damaged", {})
    return told if len(told) <= MOST_TOLD else packed_refusal("file_too_heavy", {})


def _limit(seconds: int) -> None:
    limits = (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in limits:
        # A system without this limit, or with a lower one, is left as it is.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))


if __name__ == "__main__":
    main()

"""Ids and reference codes."""

from __future__ import annotations

import secrets
import threading
import time
import uuid

# Without 0, I, L, O and U, so that a code survives being read aloud or typed from paper. 31 characters: a prime
# number lets the check character detect every single wrong character and every swap of neighbours.
ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ"


_lock = threading.Lock()
_last = [0]


def new_id() -> uuid.UUID:
    """Return a UUID version 7 (RFC 9562 §5.7): sorts by creation time, so indexes grow at their end.

    Within a process each is greater than the previous one, so that objects created together stay in order: the
    twelve bits after the milliseconds are a fraction of one, and a second id in the same fraction adds one to it.
    """
    nanoseconds = time.time_ns()
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    fraction = (rest << 12) // 1_000_000
    value = (
        (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(61)
    )
    with _lock:
        _last[0] = value = max(value, _last[0] + 1)
    return uuid.UUID(int=value)


def read_id(text: str) -> uuid.UUID | None:
    """Return the id written as text; None if it is not one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def new_reference(prefix: str) -> str:
    """Return a new reference code such as `A-7K3QX2`: prefix, five random characters, one check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(5))
    return f"{prefix}-{body}{_check_character(body)}"


def read_reference(text: str) -> str | None:
    """Return the reference code a person meant, upper-cased, with I and L read as 1; None if it is not one."""
    prefix, dash, code = text.strip().upper().rpartition("-")
    code = code.translate(str.maketrans("IL", "11"))
    if not dash or not prefix or len(code) != 6 or any(c not in ALPHABET for c in code):
        return None
    return f"{prefix}-{code}" if code[-1] == _check_character(code[:-1]) else None


def _check_character(body: str) -> str:
    total = sum(position * ALPHABET.index(c) for position, c in enumerate(body, start=2))
    return ALPHABET[total % len(ALPHABET)]

"""Polynomial hashes of letter sequences: the hash of joined words is computed from the words' hashes.

Spaces and hyphens between words are ignored: "McGill" and "Mc Gill" share a key.
"""

from __future__ import annotations

MASK = (1 << 64) - 1
_BASE = 0x9E3779B97F4A7C15 | 1


def word_hash(word: str) -> tuple[int, int]:
    """Return (hash, factor) of a word; see `join_hash`."""
    value, factor = 0, 1
    for letter in word:
        value = (value * _BASE + ord(letter) + 1) & MASK
        factor = factor * _BASE & MASK
    return value, factor


def join_hash(before: int, hash_after: int, factor_after: int) -> int:
    """Return the hash of the letters hashed to `before` followed by a word of the given hash and factor."""
    return (before * factor_after + hash_after) & MASK

"""Fifty people at once: how long each kind of page takes, and what the server uses for it."""

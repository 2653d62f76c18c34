"""Changing agreements: each act one operation, the only way to change anything."""

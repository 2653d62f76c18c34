"""Bringing in lists: upload, mapping, plan, result, undo."""

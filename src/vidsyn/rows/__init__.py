"""Reads rows for lists: a page, a count, the words they hold."""

"""Organisations and networks the university works with: their names, ids, contacts and members."""

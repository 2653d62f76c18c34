"""Queries about people, units, roles and tokens, limited to what the viewer may see."""

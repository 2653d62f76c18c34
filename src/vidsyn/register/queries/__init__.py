"""Queries over the whole register, limited to what the viewer may see."""

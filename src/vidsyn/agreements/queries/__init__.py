"""Queries about agreements, limited to what the viewer may see."""

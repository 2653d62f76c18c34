"""Queries about collaborations, limited to what the viewer may see."""

"""Statements written once, or for several tables at once."""

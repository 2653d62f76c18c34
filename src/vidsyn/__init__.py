"""Vidsyn: a register of a university's international collaborations."""

__version__ = "0.1.0"

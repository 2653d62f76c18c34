"""Writes whole files into the data folder."""

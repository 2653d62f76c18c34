"""Queries about pending matters."""

"""Cached SQL statements, and statements over several tables."""

"""Operate an installation: backups, upkeep, checks."""

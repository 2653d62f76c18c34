"""Keeps an installation sound: backups, upkeep, checks."""

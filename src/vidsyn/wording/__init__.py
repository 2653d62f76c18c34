"""Sentences and labels in both languages, for the doors and for mail."""

"""Changing: planning an import, carrying it out piece by piece, undoing it."""

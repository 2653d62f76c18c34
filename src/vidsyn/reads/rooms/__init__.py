"""Readable resources, one module per room."""

"""The Research Organization Registry: reading its dump (schema v2), keeping the index made of it."""

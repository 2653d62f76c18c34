"""The Research Organization Registry: read its dump (schema v2) and store the index built from it."""

"""Rules of bringing in, pure: headings, rows, values, identity, and what to do with a row."""

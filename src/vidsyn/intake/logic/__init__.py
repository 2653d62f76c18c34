"""Pure rules of imports: headings, rows, values, identity, and the outcome of a row."""

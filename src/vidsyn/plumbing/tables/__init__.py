"""Reading spreadsheets and delimited text that people bring: typed cells with the file's own row numbers."""

from vidsyn.plumbing.tables.cells import Cell, FormulaError, Row, Sheet, cell_text
from vidsyn.plumbing.tables.reading import read_tables

__all__ = ["Cell", "FormulaError", "Row", "Sheet", "cell_text", "read_tables"]

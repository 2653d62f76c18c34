"""Read uploaded spreadsheets and delimited text: typed cells with the file's own row numbers."""

from vidsyn.tables.cells import Cell, FormulaError, Row, Sheet, cell_text
from vidsyn.tables.reading import read_tables

__all__ = ["Cell", "FormulaError", "Row", "Sheet", "cell_text", "read_tables"]

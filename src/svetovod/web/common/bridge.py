"""The engine's way of setting a sheet of a workbook for paper: the same in lists of the product and in its blanks."""

from svetovod.engine.workbooks.write import for_print

__all__ = ["for_print"]

"""Questions in SQL over tables that were prepared: answered by DuckDB in a process that can do nothing else."""

from .answer import Answer, Cell, Column, Kind, Limits, Refusal, Table, Why
from .columns import parquet
from .worker import answer, available

__all__ = ["Answer", "Cell", "Column", "Kind", "Limits", "Refusal", "Table", "Why", "answer", "available", "parquet"]

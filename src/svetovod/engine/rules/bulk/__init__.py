"""Very many clusters at once: the same verdicts, values and gaps as `evaluate`, without evidence and fixes.

Exact: money in kopecks, comparisons by cross-multiplication of 128-bit integers, no binary float. Sums may reach about
10^24 kopecks before an intermediate product leaves 128 bits. The expressions are narwhals': an `Engine` runs them on
polars or on DuckDB, with the same answer. Loads polars, so nothing imports this package by itself.
"""

from .judging import COLUMNS, conclusions, judge
from .sums import Sums, aggregate
from .tables import Tables, tables_of

__all__ = [
    "COLUMNS",
    "Sums",
    "Tables",
    "aggregate",
    "conclusions",
    "judge",
    "tables_of",
]

"""Tables of any size: one set of narwhals expressions, run by polars, DuckDB or Spark, with the same rows.

Loads polars, so only packages for very many rows import this one.
"""

from .engines import (
    ENGINES,
    ROW,
    SPARK,
    SPILLING,
    DuckDB,
    Engine,
    Frame,
    NoRoomError,
    Polars,
    StartError,
    engine_called,
)

__all__ = [
    "ENGINES", "ROW", "SPARK", "SPILLING", "DuckDB", "Engine", "Frame", "NoRoomError", "Polars", "StartError",
    "engine_called",
]  # fmt: skip

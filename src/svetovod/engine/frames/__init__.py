"""Tables of any size: one set of narwhals expressions, run by polars or by DuckDB, with the same rows.

Loads polars, so only packages for very many rows import this one.
"""

from .engines import ENGINES, ROW, DuckDB, Engine, Frame, Polars, engine_called

__all__ = ["ENGINES", "ROW", "DuckDB", "Engine", "Frame", "Polars", "engine_called"]

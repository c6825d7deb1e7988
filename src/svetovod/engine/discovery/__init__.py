"""Supply links that could exist: who buys far away what a neighbour makes. Loads polars."""

from .links import COLUMNS, Found, Skipped, links
from .read import FIRMS, LEVELS, PURCHASES, Tables, read

__all__ = ["COLUMNS", "FIRMS", "LEVELS", "PURCHASES", "Found", "Skipped", "Tables", "links", "read"]

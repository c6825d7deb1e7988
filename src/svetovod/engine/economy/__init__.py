"""An invented economy of a country, from a seed: who makes what where, who buys from whom, clusters planted in it.

Nothing in it is of a real enterprise. Loads numpy and polars.
"""

from .generate import LEAST, MOST, economy
from .model import FILES, Economy, Kind

__all__ = ["FILES", "LEAST", "MOST", "Economy", "Kind", "economy"]

"""Svetovod guides industrial clusters from a first meeting to a funded joint project."""

import os

__version__ = "1.7.0"

# polars asks it once, when it is imported; else a column of INTERVAL is a panic on standard error, past Python
os.environ.update(POLARS_IMPORT_INTERVAL_AS_STRUCT="1")

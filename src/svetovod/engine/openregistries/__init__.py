"""Files of state registries that a user downloads as open data: read as a stream, row by row, without trusting them.

`read(kind, path)` gives batches of clean rows with what was rejected and how far reading is; the last batch says
whether the file as a whole is refused. Sole proprietors are counted and nothing of them is kept.
"""

from .model import COLUMNS, KINDS, START, Batch, Kind, Place, Source
from .pace import seconds_left
from .reading import read, source_of

__all__ = ["COLUMNS", "KINDS", "START", "Batch", "Kind", "Place", "Source", "read", "seconds_left", "source_of"]

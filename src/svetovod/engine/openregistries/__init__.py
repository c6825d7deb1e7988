"""Files of state registries that a user downloads as open data: read as a stream, row by row, without trusting them.

`read(kind, path)` gives batches of clean rows with what was rejected and how far reading is; the last batch says
whether the file as a whole is refused. Sole proprietors are counted and nothing of them is kept.
"""

from .model import COLUMNS, KINDS, START, Batch, Kind, Place, Source
from .opening import HEAD, kind_of
from .pace import seconds_left
from .reading import read, source_of, unlike

__all__ = [
    "COLUMNS", "HEAD", "KINDS", "START", "Batch", "Kind", "Place", "Source", "kind_of", "read", "seconds_left",
    "source_of", "unlike",
]  # fmt: skip

"""What comes out of a pipe: it can be read once, from its beginning. Everything else is as it is."""

import io
from typing import IO


def in_any_order(stream: IO[bytes], most: int) -> IO[bytes]:
    """A file as it is; a pipe read to its end, at most a byte more than the `most` that a file may have."""
    return stream if stream.seekable() else io.BytesIO(stream.read(most + 1))

"""What a shell hands over as `<(…)` or `/dev/stdin`: a path that is a pipe, not a file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FITS = 65_536  # bytes that lie in a pipe before anybody reads


@contextmanager
def piped(content: bytes) -> Iterator[Path]:
    assert len(content) <= _FITS
    reading, writing = os.pipe()
    try:
        os.write(writing, content)
        os.close(writing)
        yield Path(f"/dev/fd/{reading}")
    finally:
        os.close(reading)

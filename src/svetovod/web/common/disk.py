"""What is written stays written."""

import os
from pathlib import Path


def folder_sync(folder: Path) -> None:
    """The name of a new file outlives a failure of the power only when its folder is on the disk too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

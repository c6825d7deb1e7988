"""The files of the installation while a backup is made of them, and their way back into the store."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from psycopg import Connection

from svetovod.disk import whole_file
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.scanning import places
from svetovod.web.documents.services import DROPPING

HELD = ".backup-"
# bytes with malware lie nowhere any more; a database of an older version has no such column
DIGESTS = """
    select distinct sha256 from documents_attachment as file where coalesce(to_jsonb(file) ->> 'scan', '') <> 'infected'
    order by sha256
"""


@contextmanager
def dropping_stopped(connected: "Connection[Any]") -> Iterator[None]:
    """Nobody takes bytes out of the store while the block lasts: whoever wants to waits."""
    connected.execute("select pg_advisory_lock(%s, %s)", DROPPING)
    try:
        yield
    finally:
        connected.execute("select pg_advisory_unlock(%s, %s)", DROPPING)


class HeldFiles:
    """Hard links to the files of one moment: what the product drops meanwhile stays here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def hold(self, digests: list[str]) -> None:
        for digest in digests:
            for path in places(digest):
                try:
                    _link(path, self.folder / digest)
                except FileNotFoundError:
                    continue  # told as lost when it is asked for and lies in neither place
                break

    def open(self, digest: str) -> tuple[int, IO[bytes]] | None:
        """Size and content, standing at its beginning; None when it is not there or is not what its hash says."""
        try:
            file = (self.folder / digest).open("rb")
        except FileNotFoundError:
            return None
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            file.close()
            return None
        size = file.tell()
        file.seek(0)
        return size, file


@contextmanager
def held_files(store: Path) -> Iterator[HeldFiles]:
    """A folder of links in the store, gone afterwards; those that a killed backup left go too."""
    store.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in store.glob(f"{HELD}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=HELD, dir=store))
    try:
        yield HeldFiles(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)  # a file system without hard links


def place_of(digest: str, *, apart: bool) -> Path:
    """In the store, or beside it, where nobody is given what was not scanned."""
    row = Attachment(sha256=digest)
    return row.waiting_path if apart else row.path


def file_put(digest: str, path: Path, pieces: Iterator[bytes]) -> bool:
    """Puts a file at its place; one that is there already and sound stays. Whether it was written."""
    if path.exists():
        with path.open("rb") as there:
            if hashlib.file_digest(there, "sha256").hexdigest() == digest:
                return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with whole_file(path, replace=True) as out:
        for piece in pieces:
            out.write(piece)
    return True


def surplus_remove(store: Path, kept: set[Path]) -> int:
    """Removes files that are not among `kept`; how many."""
    found = [path for path in store.glob("??/*") if path not in kept]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)

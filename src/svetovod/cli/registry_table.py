"""The table a registry is written to: in parts that survive a kill, whole at once for whoever reads it.

While it is read the rows stand in `OUT.part`, and `OUT.part.json` says how much of it is sure and where reading
goes on. They stay until all is done: what is to be `OUT` is made of them as `OUT.part.whole`.
A whole table has `OUT.json` beside it, which remembers the file it came from and as what kind that was read.
"""

import csv
import errno
import io
import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from svetovod.disk import folder_sync, placed, recovered
from svetovod.engine.openregistries import COLUMNS, Kind, Source

SUFFIXES = (".csv", ".parquet")
_BESIDE = (
    ".json", ".json.new", ".json.new-former", ".json.former",
    ".part", ".part.json", ".part.json.new", ".part.whole", ".part.whole-former",
)  # fmt: skip


def beside(output: Path) -> tuple[Path, ...]:
    """What a table needs beside its own name, for a while or to stay."""
    return tuple(_named(output, each) for each in _BESIDE)


class Table:
    """Rows of one file, read as one kind. `state` holds what an earlier call that was killed left sure, or nothing."""

    def __init__(self, output: Path, source: Source, kind: Kind) -> None:
        self._output = output
        self._of = {"kind": str(kind), "sha256": source.sha256}
        self._part, self._notes = _named(output, ".part"), _named(output, ".part.json")
        self._whole, self._about = _named(output, ".part.whole"), _named(output, ".json")
        self._forgotten = _named(output, ".json.former")
        self._columns = COLUMNS[kind]
        self._recover()
        self.state = self._sure()

    @property
    def before(self) -> dict[str, Any] | None:
        """What an earlier call made of the very same file, read as the same kind, if the table is still there."""
        made = _read(self._about)
        return made if self._output.exists() and self._ours(made) else None

    def begin(self) -> None:
        size = self.state.get("size", 0)
        if size:
            os.truncate(self._part, size)
        else:
            # never cut short: after a kill a whole table may be the same file under its own name
            self.drop()
            self._append([self._columns])

    def add(self, rows: Iterable[Sequence[str]], state: dict[str, Any]) -> None:
        """Rows first, then the note of them: a kill between the two loses the note, and the rows are cut off again."""
        self._append(rows)
        note = {**state, **self._of, "size": self._part.stat().st_size}
        _write(self._notes, note)

    def finish(self, about: dict[str, Any]) -> None:
        """All of it is on the disk, under names of its own."""
        self._make_whole()
        _sync(self._whole)
        _write_fresh(self._about, about)
        folder_sync(self._output.parent)

    def place(self, tell: Callable[[], None]) -> None:
        """Under its name, and then `tell`: where that raises, a former table is there again.

        A former note goes first: a kill before the new one leaves rows of which nobody says what file they are from.
        """
        note = partial(placed, _fresh(self._about), self._about, tell, replace=True)
        try:
            if self._about.is_file():
                self._about.replace(self._forgotten)
                folder_sync(self._output.parent)
            placed(self._whole, self._output, note, replace=True)
        except BaseException:
            if self._forgotten.exists():
                self._forgotten.replace(self._about)
            raise
        self.drop()

    def drop(self) -> None:
        """Nothing of a refused file stays."""
        self.keep_rows()
        for path in (self._part, self._notes):
            _away(path)

    def keep_rows(self) -> None:
        """What a later call goes on from stays, what it makes anew does not."""
        for path in (self._whole, _fresh(self._about), _fresh(self._notes), self._forgotten):
            _away(path)

    def _recover(self) -> None:
        """After a kill amid `place` either table is there, whole, and nothing else that nobody needs."""
        recovered(self._whole, self._output)
        self.keep_rows()
        notes = _read(self._notes)
        if self.before and (self._ours(notes) or not self._of.keys() <= notes.keys()):
            self.drop()

    def _make_whole(self) -> None:
        self._whole.unlink(missing_ok=True)
        if self._output.suffix.lower() == ".csv":
            try:
                self._whole.hardlink_to(self._part)
            except OSError:  # FAT has no hard links
                shutil.copyfile(self._part, self._whole)
            return
        import polars as pl

        try:
            pl.scan_csv(self._part, infer_schema=False, glob=False).sink_parquet(self._whole)
        except (OSError, pl.exceptions.PolarsError) as error:  # polars tells of a full disk by an error of its own
            told = getattr(error, "strerror", None) or str(error)
            raise OSError(errno.EIO, told, str(self._whole)) from error

    def _append(self, rows: Iterable[Sequence[str]]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        with self._part.open("ab") as part:
            part.write(text.getvalue().encode())
            part.flush()
            os.fsync(part.fileno())

    def _sure(self) -> dict[str, Any]:
        found = _read(self._notes)
        whole = self._part.exists() and self._part.stat().st_size >= found.get("size", 0)
        return found if whole and self._ours(found) else {}

    def _ours(self, note: dict[str, Any]) -> bool:
        """A note of an earlier version that names no kind is nobody's."""
        return self._of.items() <= note.items()


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _write(path: Path, told: dict[str, Any]) -> None:
    _write_fresh(path, told)
    _fresh(path).replace(path)


def _write_fresh(path: Path, told: dict[str, Any]) -> None:
    _fresh(path).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    _sync(_fresh(path))


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _away(path: Path) -> None:
    if os.path.lexists(path):  # where nothing may be written a whole table can be, and nothing is asked for then
        path.unlink()


def _fresh(path: Path) -> Path:
    return _named(path, ".new")


def _named(path: Path, end: str) -> Path:
    return path.with_name(f"{path.name}{end}")

"""The table a registry is written to: in parts that survive a kill, whole at once for whoever reads it.

While it is read the rows stand in `OUT.part`, and `OUT.part.json` says how much of it is sure and where reading
goes on.
A whole table has `OUT.json` beside it, which remembers the file it came from.
"""

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from svetovod.disk import placed
from svetovod.engine.openregistries import Source

SUFFIXES = (".csv", ".parquet")


class Table:
    """Rows of one file. `state` holds what an earlier call that was killed left sure, or nothing."""

    def __init__(self, output: Path, source: Source, columns: Sequence[str]) -> None:
        self._output, self._source = output, source
        self._part = output.with_name(f"{output.name}.part")
        self._notes = output.with_name(f"{output.name}.part.json")
        self._about = output.with_name(f"{output.name}.json")
        self._whole = (
            output.with_name(f"{output.name}.part.whole") if output.suffix.lower() == ".parquet" else self._part
        )
        self._columns = columns
        self.state = self._sure()

    @property
    def files(self) -> tuple[Path, Path]:
        """A whole table: its rows, and what it remembers."""
        return self._output, self._about

    @property
    def before(self) -> dict[str, Any] | None:
        """What an earlier call made of the very same file, if the table is still there."""
        made = _read(self._about)
        return made if self._output.exists() and made.get("sha256") == self._source.sha256 else None

    def begin(self) -> None:
        size = self.state.get("size", 0)
        with self._part.open("ab") as part:
            part.truncate(size)
        if not size:
            self._append([self._columns])

    def add(self, rows: Iterable[Sequence[str]], state: dict[str, Any]) -> None:
        """Rows first, then the note of them: a kill between the two loses the note, and the rows are cut off again."""
        self._append(rows)
        note = {"sha256": self._source.sha256, "size": self._part.stat().st_size, **state}
        _write(self._notes, note)

    def finish(self, about: dict[str, Any]) -> None:
        """All of it is on the disk, under names of its own."""
        if self._whole != self._part:
            import polars as pl

            pl.scan_csv(self._part, infer_schema=False).sink_parquet(self._whole)
        _write_fresh(self._about, about)

    def place(self, tell: Callable[[], None]) -> None:
        """Under its name, and then `tell`: where that raises, a former table is there again."""
        about = partial(placed, _fresh(self._about), self._about, tell, replace=True)
        placed(self._whole, self._output, about, replace=True)
        self.drop()

    def drop(self) -> None:
        """Nothing of a refused file stays."""
        for path in (self._part, self._whole, self._notes, _fresh(self._about)):
            path.unlink(missing_ok=True)

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
        return found if whole and found.get("sha256") == self._source.sha256 else {}


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


def _fresh(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")

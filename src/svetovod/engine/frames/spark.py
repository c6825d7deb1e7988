"""The same expressions on Spark: on this machine, or on a cluster that `master` names."""

import re
from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

import narwhals as nw
import polars as pl
from narwhals.dtypes import DType
from narwhals.exceptions import NarwhalsError

from .engines import ROW, Frame, Making, StartError, columns, numbered, put_aside, zone_of

HERE = "local[*]"
_MASTER = re.compile(r"local(\[[0-9*,]+\]|-cluster\[[0-9,]+\])?|yarn|(spark|k8s)://.+")
_WIDE = pl.Decimal(38, 0)
# one row, one record on every engine: quotes are doubled, not escaped; a quoted cell may hold the end of a line
_CSV = {"header": True, "quote": '"', "escape": '"', "multiLine": True, "inferSchema": False}
_SETTINGS = {
    "spark.log.level": "OFF",  # what goes wrong is told by the command, not by a trace of Java
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",  # a sum that does not fit is an error, not nothing
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",  # `INN` beside `inn` is another column, as in the file
}
_ON_THIS_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.sql.shuffle.partitions": "8",
}


class Spark:
    """Settled tables are kept where they were computed, on the disk if memory is short.

    Tables come to it and from it by Parquet files in the temporary folder (`TMPDIR`): on a cluster that folder, and
    those of the files that are read, must be the same on every machine.
    """

    wide: DType = nw.Decimal(38, 0)  # it has no whole numbers of 128 bits

    def __init__(self, master: str = HERE) -> None:
        session = import_module("pyspark.sql").SparkSession
        wrong = import_module("pyspark.errors").PySparkException
        java = import_module("py4j.protocol").Py4JError
        self.errors: tuple[type[Exception], ...] = (OSError, NarwhalsError, pl.exceptions.PolarsError, wrong, java)
        if not _MASTER.fullmatch(master):
            raise StartError(master)
        settings = _SETTINGS | (_ON_THIS_MACHINE if master.startswith("local") else {})
        builder = session.builder.master(master).appName("svetovod")
        for name, value in settings.items():
            builder = builder.config(name, value)
        try:
            self._session: Any = builder.getOrCreate()
        except (wrong, java, OSError) as error:
            raise StartError(str(error)) from error
        self._folder = mkdtemp(prefix="svetovod-spark-")
        finalize(self, rmtree, self._folder, ignore_errors=True)

    def scan(self, path: Path) -> Frame:
        found: Frame = nw.from_native(self._session.read.parquet(self._named(path)))
        return found

    def scan_rows(self, path: Path, names: Collection[str]) -> Frame:
        functions = import_module("pyspark.sql.functions")
        found = self._session.read.parquet(self._named(path))
        chosen = [found["_metadata.row_index"].alias(ROW)]
        for name, kind in columns(path).items():
            if name in names:
                zone, cell = zone_of(kind), found[f"`{name}`"]
                chosen.append((functions.from_utc_timestamp(cell, zone) if zone else cell).alias(name))
        return numbered(nw.from_native(found.select(*chosen)))

    def scan_text(self, path: Path, separator: str) -> Frame:
        found: Frame = nw.from_native(self._session.read.csv(self._named(path), sep=separator, **_CSV))
        return found

    def load(self, table: pl.DataFrame) -> Frame:
        wide = [name for name, kind in table.schema.items() if kind == pl.Int128]
        path = self._place() / "table.parquet"
        put_aside(table.with_columns(pl.col(wide).cast(_WIDE)), path)
        return self.scan_rows(path, table.columns)

    def by_value(self, frame: Frame, name: str, make: Making) -> Frame:
        found: Frame = make(frame)
        return found

    def settle(self, frame: Frame) -> Frame:
        """Computed when it is first read."""
        kept: Frame = nw.from_native(frame.to_native().persist())
        return kept

    def collect(self, frame: Frame) -> pl.DataFrame:
        place = self._place()
        frame.to_native().write.mode("overwrite").parquet(place.as_uri())
        found = pl.read_parquet(sorted(place.glob("part-*.parquet")), glob=False)
        wide = [name for name, kind in found.schema.items() if kind == _WIDE]
        return found.with_columns(pl.col(wide).cast(pl.Int128))

    def _named(self, path: Path) -> str:
        """The address of one file by a name of ours: Spark passes over `_bought.csv`, and `[1]` is a pattern to it."""
        link = self._place() / "table"
        link.symlink_to(path.resolve())
        return link.as_uri()

    def _place(self) -> Path:
        """A folder of its own for a table, until the engine is gone."""
        return Path(mkdtemp(dir=self._folder))

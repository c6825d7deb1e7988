"""Who computes: the few things that narwhals leaves to each engine. Everything else is one set of expressions."""

from collections.abc import Callable, Collection
from datetime import datetime
from glob import escape
from importlib import import_module
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, Protocol
from weakref import finalize

import narwhals as nw
import polars as pl
from narwhals.dtypes import DType
from narwhals.exceptions import NarwhalsError

ROW = "_row"  # of every table: the place of the row in its file, from 0
Frame = nw.LazyFrame[Any]
Making = Callable[[Any], Any]  # a table of narwhals, lazy or not, to the same with more columns
_WIDE = pl.Decimal(38, 0)
_MADE = "_made"
_ARROW = b"ARROW:schema"  # under this key a Parquet file keeps which zones its columns of moments name
_MOMENTS = ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")  # of DuckDB: of microseconds, of nanoseconds
_CLOCKS = datetime(1900, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001 - more than the years that the formats know


# what a column of INTERVAL is shown as, for `svetovod` asks polars so
_INTERVAL = pl.Struct({"months": pl.Int32, "days": pl.Int32, "nanoseconds": pl.Duration("ns")})


class StartError(Exception):
    """The engine is installed and does not start: what it needs is not there, or its master does not answer."""


class NoRoomError(Exception):
    """A table could not be put into the folder of temporary files. The message is the system's."""


class Engine(Protocol):
    """`errors`: what it raises for a file that is not what its name says. `wide`: the type of sums of 64 bits."""

    errors: tuple[type[Exception], ...]
    wide: DType

    def scan(self, path: Path) -> Frame:
        """A Parquet file."""

    def scan_rows(self, path: Path, names: Collection[str]) -> Frame:
        """Of the columns of a Parquet file those spelt as in `names`, with `ROW` beside them. What else it holds cannot
        be taken for one of them, or for a column that is made of them: DuckDB does not tell `_SELLER` from `_seller`.
        A moment of a column that names its time zone is what the clocks of that zone showed."""

    def scan_text(self, path: Path, separator: str) -> Frame:
        """A CSV file in UTF-8, every column as text."""

    def load(self, table: pl.DataFrame) -> Frame:
        """A table from memory with `ROW` beside its columns."""

    def by_value(self, frame: Frame, name: str, make: "Making") -> Frame:
        """With the columns that `make` adds to a table, made of the column `name` alone: of a column of few values, as
        codes of products are, each value may be looked at once and not each row."""

    def settle(self, frame: Frame) -> Frame:
        """Computed now and kept, for what is read more than once."""

    def collect(self, frame: Frame) -> pl.DataFrame:
        """The rows in memory, whole numbers of 128 bits as such."""


class Polars:
    """In memory; settled tables are frames."""

    errors: tuple[type[Exception], ...] = (OSError, NarwhalsError, pl.exceptions.PolarsError)
    wide: DType = nw.Int128()

    def scan(self, path: Path) -> Frame:
        columns(path)  # what polars cannot read is told of here, by one of `errors`
        found: Frame = nw.from_native(pl.scan_parquet(path, glob=False))
        return found

    def scan_rows(self, path: Path, names: Collection[str]) -> Frame:
        kinds = columns(path)
        row = ROW
        while row in kinds:  # narwhals has no name for it yet
            row += "_"
        chosen = [_shown(name, kind) for name, kind in kinds.items() if name in names]
        found = pl.scan_parquet(path, row_index_name=row, glob=False).select(pl.col(row).alias(ROW), *chosen)
        return numbered(nw.from_native(found))

    def scan_text(self, path: Path, separator: str) -> Frame:
        return nw.from_native(
            pl.scan_csv(path, separator=separator, infer_schema=False, truncate_ragged_lines=True, glob=False)
        )

    def load(self, table: pl.DataFrame) -> Frame:
        return numbered(nw.from_native(table.with_row_index(ROW).lazy()))

    def by_value(self, frame: Frame, name: str, make: Making) -> Frame:
        rows: pl.LazyFrame = frame.to_native()
        kinds = make(nw.from_native(rows.select(name))).to_native().collect_schema()
        added = pl.Struct({each: kind for each, kind in kinds.items() if each != name})

        def looked(cells: pl.Series) -> pl.Series:
            known = make(nw.from_native(cells.unique().to_frame(name))).to_native()
            found = cells.to_frame(name).join(known, on=name, how="left", nulls_equal=True, maintain_order="left")
            return found.drop(name).to_struct()

        made = pl.col(name).map_batches(looked, return_dtype=added, is_elementwise=True)
        return nw.from_native(rows.with_columns(made.alias(_MADE)).unnest(_MADE))

    def settle(self, frame: Frame) -> Frame:
        return nw.from_native(self.collect(frame).lazy())

    def collect(self, frame: Frame) -> pl.DataFrame:
        found: pl.DataFrame = frame.to_native().collect()
        return found


class DuckDB:
    """A database in memory that spills to the disk; settled tables are tables. It fetches no extension by itself."""

    wide: DType = nw.Int128()

    def __init__(self, memory: int | None = None) -> None:
        """`memory`: megabytes above which it spills; four fifths of the machine's if left out."""
        duckdb = import_module("duckdb")
        self.errors: tuple[type[Exception], ...] = (OSError, NarwhalsError, pl.exceptions.PolarsError, duckdb.Error)
        config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        if memory is not None:
            spill = mkdtemp(prefix="svetovod-")
            finalize(self, rmtree, spill, ignore_errors=True)
            config |= {"memory_limit": f"{memory}MB", "temp_directory": spill}
        self._connection: Any = duckdb.connect(config=config)
        self._connection.execute("SET TimeZone = 'UTC'")  # the day of a moment is not that of whose machine it is
        self._names = (f"t{n}" for n in count())

    def scan(self, path: Path) -> Frame:
        found: Frame = nw.from_native(self._parquet(path))
        return found

    def scan_rows(self, path: Path, names: Collection[str]) -> Frame:
        """By the places of the columns: of `SELLER` and `seller` the second has another name here than in the file."""
        found, rows = self._spelt(path), self._parquet(path)
        own = "file_row_number" in map(str.lower, found)  # which hides what DuckDB calls so
        chosen = [f'{"row_number() OVER () - 1" if own else "file_row_number"} AS "{ROW}"']
        places = {name: found.index(name) for name in found if name in names}  # of two alike the first
        moments = {name for name, place in places.items() if str(rows.types[place]).startswith(_MOMENTS)}
        zones = self._zones(path, moments)
        for name, place in places.items():
            cell = f"timezone('{zones[name]}', #{place + 1})" if name in zones else f"#{place + 1}"
            chosen.append(f'{cell} AS "{name}"')
        return numbered(nw.from_native(rows.project(", ".join(chosen))))

    def _spelt(self, path: Path) -> list[str]:
        """The columns of a Parquet file, in its order: also those whose kind polars does not know."""
        found = self._connection.execute("SELECT name, num_children FROM parquet_schema(?)", [escape(str(path))])
        names, inside = [], 0
        for name, parts in found.fetchall()[1:]:  # after the table itself, each column before its parts
            if not inside:
                names.append(name)
            inside = max(inside - 1, 0) + (parts or 0)
        return names

    def _zones(self, path: Path, moments: Collection[str]) -> dict[str, str]:
        """Of columns of moments. DuckDB leaves out which zone they name, and polars is asked only where they may name
        one: it refuses a file for any column that it does not know. What it refuses then is unreadable, for in UTC a
        moment may be of another day."""
        if not moments:
            return {}
        found = self._connection.execute("SELECT key FROM parquet_kv_metadata(?)", [escape(str(path))])
        if (_ARROW,) not in found.fetchall():
            return dict.fromkeys(moments, "UTC")
        kinds = columns(path)
        return {name: zone for name in moments if (zone := zone_of(kinds[name]))}

    def _parquet(self, path: Path) -> Any:
        """A folder called `year=2020` is no column."""
        return self._connection.read_parquet(escape(str(path)), hive_partitioning=False)

    def scan_text(self, path: Path, separator: str) -> Frame:
        options = {"header": True, "all_varchar": True, "null_padding": True, "quotechar": '"'}
        found: Frame = nw.from_native(self._connection.read_csv(escape(str(path)), sep=separator, **options))
        return found

    def load(self, table: pl.DataFrame) -> Frame:
        """By way of a file: handing a frame over in memory would need pyarrow."""
        wide = [name for name, kind in table.schema.items() if kind == pl.Int128]
        with TemporaryDirectory(prefix="svetovod-") as folder:
            path = Path(folder) / "table.parquet"
            put_aside(table.with_columns(pl.col(wide).cast(_WIDE)), path)
            return self.settle(
                self.scan_rows(path, table.columns).with_columns(nw.col(name).cast(nw.Int128) for name in wide)
            )

    def by_value(self, frame: Frame, name: str, make: Making) -> Frame:
        found: Frame = make(frame)
        return found

    def settle(self, frame: Frame) -> Frame:
        name = next(self._names)
        frame.to_native().create(name)
        kept: Frame = nw.from_native(self._connection.table(name))
        return kept

    def collect(self, frame: Frame) -> pl.DataFrame:
        wide = [name for name, kind in frame.collect_schema().items() if kind == nw.Int128]
        return pl.DataFrame(frame.to_native()).with_columns(pl.col(wide).cast(pl.Int128))


def put_aside(table: pl.DataFrame, path: Path) -> None:
    """As Parquet for the engine to read. Raises `NoRoomError`."""
    try:
        table.write_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise NoRoomError(str(error)) from error


ENGINES: dict[str, Callable[[], Engine]] = {"polars": Polars, "duckdb": DuckDB}  # of one machine, for every table
SPILLING = "duckdb"  # of those, for what is larger than memory
SPARK = "spark"  # besides, for what has to be spread over many


def engine_called(name: str, master: str | None = None, memory: int | None = None) -> Engine:
    """Raises `ModuleNotFoundError` where the engine's package is not installed (the extra of its name), `StartError`
    where it does not start. `master`: of Spark, this machine if it is left out. `memory`: of DuckDB, in megabytes."""
    if name == SPILLING:
        return DuckDB(memory)
    if name != SPARK:
        return ENGINES[name]()
    from .spark import HERE, Spark

    return Spark(master or HERE)


def columns(path: Path) -> dict[str, pl.DataType]:
    """Of a Parquet file, as it spells them and in its order. Raises `OSError` or an error of polars for what is none.

    By polars: Spark and DuckDB leave out which zone a column of moments names.
    """
    try:
        kinds = dict(pl.scan_parquet(path, glob=False).collect_schema())
    except pl.exceptions.PanicException as error:  # a kind of column that it does not know
        raise OSError(path) from error
    if any(_has_interval(kind) for kind in kinds.values()):  # whose cells it cannot read
        raise OSError(path)
    return kinds


def _has_interval(kind: Any) -> bool:
    if isinstance(kind, pl.Map):
        return _has_interval(kind.value)
    if isinstance(kind, pl.Struct):
        return kind == _INTERVAL or any(_has_interval(each.dtype) for each in kind.fields)
    return isinstance(kind, pl.List | pl.Array) and _has_interval(kind.inner)


def zone_of(kind: pl.DataType) -> str | None:
    """Of a column of moments that names one; where a file says only that they are moments, that is UTC."""
    return kind.time_zone if isinstance(kind, pl.Datetime) else None


def _shown(name: str, kind: pl.DataType) -> pl.Expr:
    found = pl.col(name)
    if not isinstance(kind, pl.Datetime) or kind.time_zone is None:
        return found
    here = found.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    early, late = (pl.lit(moment, pl.Datetime(kind.time_unit)) for moment in _CLOCKS)
    # of moments in far years polars cannot tell what a clock shows, nor may it be asked
    told = pl.when((here >= early) & (here < late)).then(found).dt.replace_time_zone(None)
    return pl.coalesce(told, here)


def numbered(frame: Frame) -> Frame:
    """`ROW` as the whole number that it is on every engine."""
    found: Frame = frame.with_columns(nw.col(ROW).cast(nw.Int64))
    return found

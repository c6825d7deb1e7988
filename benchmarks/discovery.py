"""Supply links of a whole country: `python benchmarks/discovery.py [PURCHASES FIRMS]`.

Makes two Parquet tables from a seed, finds the links with each engine in a process of its own, compares their rows by a
hash, and asks hand-written SQL on DuckDB the same question beside them. `--keep FOLDER` leaves the tables there.
Spark, where it is installed, is asked of the first tenth: its Java machine and two cores make the whole a long wait.
"""

import argparse
import resource
import subprocess
import sys
import time
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import polars as pl

from svetovod.engine.discovery import links, read
from svetovod.engine.frames import ENGINES, SPARK, engine_called
from svetovod.engine.reference import regions

SEED = 20210624
LEAST = Decimal(1_450_000)  # leaves some five million links of ten million purchases
GROUPS = 200
SQL = """
with homes as (select inn, arg_min(region, n) as region from firms group by inn),
makers as (select distinct h.region, left(f.okpd2, 5) as grp, f.inn
           from firms f join homes h using (inn) where length(f.okpd2) >= 5),
sums as (
  select p.buyer_inn, b.region, left(p.okpd2, 5) as grp, sum(p.amount) as amount,
         sum(case when p.imported then p.amount else 0 end) as imported_amount
  from purchases p join homes b on b.inn = p.buyer_inn left join homes s on s.inn = p.seller_inn
  where p.imported or s.region <> b.region
  group by all having sum(p.amount) >= ?)
select s.buyer_inn, m.inn, s.grp, s.amount, s.imported_amount
from sums s join makers m on m.region = s.region and m.grp = s.grp and m.inn <> s.buyer_inn
order by s.amount desc, s.buyer_inn, m.inn, s.grp
"""


def column(seed: int, limit: int, size: int) -> pl.Series:
    return (pl.int_range(size, eager=True).hash(SEED + seed) % limit).cast(pl.Int64)


def make(folder: Path, purchases: int, firms: int) -> None:
    """A firm has five products on average; a purchase is of a random group, a fifth is imported."""
    names = pl.Series([region.ru for region in regions.all()])
    codes = pl.Series([f"{10 + n // 10}.{10 + n % 10}.{11 + n % 9}" for n in range(GROUPS)])
    rows = firms * 5
    owner = column(1, firms, rows)
    inns = (pl.int_range(firms, eager=True) + 1_000_000_000).cast(pl.String)
    region = names.gather(column(2, len(names), firms))
    pl.DataFrame({
        "inn": inns.gather(owner), "region": region.gather(owner), "okpd2": codes.gather(column(3, GROUPS, rows))
    }).write_parquet(folder / "firms.parquet")  # fmt: skip
    pl.DataFrame({
        "buyer_inn": inns.gather(column(4, firms, purchases)),
        "seller_inn": inns.gather(column(5, firms, purchases)).set(column(6, 10, purchases) < 2, None),
        "okpd2": codes.gather(column(7, GROUPS, purchases)),
        "amount": (column(8, 100_000_000, purchases).cast(pl.Decimal(20, 2)) / 100).cast(pl.Decimal(20, 2)),
        "year": column(9, 3, purchases) + 2018,
        "imported": column(10, 5, purchases) == 0,
    }).write_parquet(folder / "purchases.parquet")  # fmt: skip


def one(folder: Path, name: str) -> str:
    """Seconds of the clock and of the processor, links, a hash of the rows, megabytes at the most."""
    clock, busy = time.monotonic(), time.process_time()
    if name == "sql":
        import duckdb

        connection = duckdb.connect()
        for table in ("firms", "purchases"):
            number = ", file_row_number as n" if table == "firms" else ""
            source = f"read_parquet('{folder / table}.parquet', file_row_number = {str(bool(number)).lower()})"
            connection.execute(f"create view {table} as select *{number} from {source}")
        frame = pl.DataFrame(connection.sql(SQL, params=[LEAST]))
        frame.columns = ["buyer_inn", "producer_inn", "group", "amount", "imported_amount"]
        frame = frame.with_columns(pl.col("amount", "imported_amount").cast(pl.Decimal(38, 2)))
    else:
        tables, problems = read(
            folder / "firms.parquet", folder / "purchases.parquet", level=4, engine=engine_called(name)
        )
        assert tables is not None, problems
        frame = links(tables, least=LEAST).links
    spent = time.monotonic() - clock, time.process_time() - busy
    rows = frame.with_row_index("place").select(pl.struct(pl.all().cast(pl.String)).hash()).to_series()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{spent[0]:.2f} {spent[1]:.2f} {frame.height} {rows.sum()} {peak:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000_000, 200_000])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--one")
    options = parser.parse_args()
    if options.one:
        print(one(options.keep, options.one))
        return
    with TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(exist_ok=True)
        make(folder, *options.sizes)
        print("engine   clock, s  processor, s      links  peak MB")
        compare(folder, *ENGINES, "sql")
        if find_spec("pyspark") and which("java"):
            tenth = folder / "tenth"
            tenth.mkdir(exist_ok=True)
            make(tenth, options.sizes[0] // 10, options.sizes[1])
            compare(tenth, "polars", SPARK)


def compare(folder: Path, *engines: str) -> None:
    answers = set()
    for each in engines:
        command = [sys.executable, __file__, "--one", each, "--keep", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        clock, busy, many, digest, peak = done.stdout.split()
        answers.add((many, digest))
        spent = "" if each == SPARK else busy  # its Java machine is another process
        print(f"{each:8} {clock:>8} {spent:>13} {many:>10} {peak:>8}", flush=True)
    said = ", ".join(engines)
    print(f"{said}: the rows are the same" if len(answers) == 1 else f"{said}: THE ROWS DIFFER: {answers}", flush=True)


if __name__ == "__main__":
    main()

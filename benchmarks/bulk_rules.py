"""Very many clusters at once: `python benchmarks/bulk_rules.py [CLUSTERS PARTICIPANTS PURCHASES]`.

Makes a folder of Parquet tables from a seed, reads and judges it with each engine in a process of its own, compares
their answers, and runs OpenFisca on the same question beside it where both the script of /work/shared and the library
are there (and says loudly where not). `--keep FOLDER` leaves the tables there, for `svetovod check FOLDER --bulk`.
"""

import argparse
import re
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from svetovod.engine.facts import load
from svetovod.engine.frames import ENGINES, engine_called
from svetovod.engine.rules.bulk import aggregate, judge
from svetovod.engine.rules.bulk.read import read_parquet

SEED = 20210624
ON = date(2021, 6, 24)
OPENFISCA = Path("/work/shared/benchmarks/rules/bench_openfisca.py")
ROLES = ["final_producer"] * 3 + ["supplier"] * 13 + ["contractor"] * 3 + ["infrastructure"]
KINDS = ["education", "technological", "nonprofit", "financial"]


class Chance:
    """Columns of seeded numbers, a new one each time."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def below(self, limit: int | pl.Series, size: int) -> pl.Series:
        self.seed += 1
        return (pl.int_range(size, eager=True).hash(self.seed) % limit).cast(pl.Int64)

    def yes(self, per_cent: int, size: int) -> pl.Series:
        return self.below(100, size) < per_cent

    def one_of(self, words: list[str], size: int) -> pl.Series:
        return pl.Series(words).gather(self.below(len(words), size))


def make(clusters: int, participants: int, purchases: int) -> dict[str, pl.DataFrame]:
    chance = Chance(SEED)
    ids = pl.int_range(clusters, eager=True)
    home = pl.concat([ids, chance.below(clusters, participants - clusters)]).sort()
    first, size = home.search_sorted(ids), home.value_counts().sort(home.name)["count"]
    inn = (pl.int_range(participants, eager=True) + 10**9).cast(pl.String)
    buyer = chance.below(participants, purchases)
    own = home.gather(buyer)
    seller = inn.gather(first.gather(own) + chance.below(size.gather(own).cast(pl.UInt64), purchases))
    people = {
        "cluster_id": home,
        "inn": inn,
        "role": chance.one_of(ROLES, participants),
        "special_territory": chance.yes(30, participants),
        "employees": chance.below(900, participants) + 5,
        "high_performance_jobs": chance.below(500, participants),
        "revenue_rub": chance.below(10**12, participants),
        "joined_on": (chance.below(2500, participants) + 16_436).cast(pl.Int32).cast(pl.Date),
        "newcomer": chance.yes(10, participants),
    }
    bought = {
        "cluster_id": own,
        "buyer": inn.gather(buyer),
        "seller": seller.set(chance.yes(70, purchases), None),
        "amount_rub": chance.below(10**10, purchases),
        "year": chance.below(2, purchases) + 2019,
        "for_the_final_product": chance.yes(80, purchases),
    }
    heads = {
        "cluster_id": ids,
        "reporting_year": ids * 0 + 2020,
        "regional_productivity_rub": chance.below(10**9, clusters),
    }
    objects = {"cluster_id": chance.below(clusters, clusters * 3), "kind": chance.one_of(KINDS, clusters * 3)}
    made = {"clusters": heads, "participants": people, "purchases": bought, "infrastructure": objects}
    return {name: pl.DataFrame(columns) for name, columns in made.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", type=int, nargs="*", default=[50_000, 1_000_000, 5_000_000])
    parser.add_argument("--openfisca-python", default=sys.executable, help="an interpreter with openfisca-core")
    parser.add_argument("--keep", type=Path, help="a folder for the tables; else they are thrown away")
    parser.add_argument("--engine", choices=ENGINES, help="judge what is in --keep, with this one alone")
    given = parser.parse_args()
    if given.engine:
        measure(given.engine, given.keep)
        return
    clusters, participants, purchases = given.sizes
    print(f"clusters {clusters:,}, participants {participants:,}, purchases {purchases:,}, seed {SEED}, on {ON}")
    with TemporaryDirectory() as spare:
        folder = given.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in make(clusters, participants, purchases).items():
            table.write_parquet(folder / f"{name}.parquet")
        said = {name: alone(name, folder) for name in ENGINES}
        first, *others = (pl.read_parquet(folder / f"judged-{name}.parquet") for name in ENGINES)
    print("answers:", "the same" if all(first.equals(other) for other in others) else "NOT THE SAME")
    print(first.group_by("verdict").agg(pl.col("cluster_id").n_unique()).sort("verdict"))
    judged = min(
        float(each) for each in re.findall(r"^ *polars +\d+ .* ([\d.]+) +[\d.]+$", said["polars"], re.MULTILINE)
    )
    beside_openfisca(given.openfisca_python, participants, clusters, judged)


def alone(engine: str, folder: Path) -> str:
    command = [sys.executable, __file__, "--engine", engine, "--keep", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(said, end="")
    return said


def measure(name: str, folder: Path) -> None:
    facts = load()
    print("seconds of the processor, all threads together, and of the clock")
    print(f"{'engine':>8} {'run':>4} {'reading':>9} {'aggregation':>12} {'judgement':>10} {'clock':>7}")
    for run in range(1, 4):
        began, started = time.perf_counter(), time.process_time()
        tables, problems, _ = read_parquet(folder, engine_called(name))
        assert tables is not None, problems
        read = time.process_time()
        sums = aggregate(tables, on=ON, facts=facts)
        gathered = time.process_time()
        judged = judge(sums, on=ON, facts=facts)
        done = time.process_time()
        parts = f"{read - started:>9.2f} {gathered - read:>12.2f} {done - gathered:>10.3f}"
        print(f"{name:>8} {run:>4} {parts} {time.perf_counter() - began:>7.2f}")
    judged.write_parquet(folder / f"judged-{name}.parquet")
    print(f"{name:>8} peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def beside_openfisca(python: str, firms: int, clusters: int, ours: float) -> None:
    """OpenFisca gets the sums of each firm ready made; our judgement starts from such sums too."""
    known = subprocess.run([python, "-c", "import openfisca_core"], capture_output=True, check=False).returncode == 0
    if not OPENFISCA.is_file() or not known:
        print("!!! OpenFisca was NOT run: no script, or no `openfisca_core` for --openfisca-python. No ratio to show.")
        return
    command = [python, str(OPENFISCA), str(firms), str(clusters)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    build, rules = (float(part) for part in re.findall(r"(?:build|rules) ([0-9.]+) s", said))
    print(f"OpenFisca beside it: {said}")
    print(f"judgement, ours / theirs: {ours / (build + rules):.2f} with their build, {ours / rules:.2f} without")


if __name__ == "__main__":
    main()

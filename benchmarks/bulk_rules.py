"""Very many clusters at once: `python benchmarks/bulk_rules.py [CLUSTERS PARTICIPANTS PURCHASES]`.

Makes the data from a seed, judges them, compares a sample with the single judgement, and runs OpenFisca on the same
question beside it where both the script of /work/shared and the library are there (and says loudly where not).
"""

import argparse
import re
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl

from svetovod.engine.facts import load
from svetovod.engine.rules.bulk import aggregate, judge
from svetovod.engine.rules.bulk_tables import Tables

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


def make(clusters: int, participants: int, purchases: int) -> Tables:
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
        "special": chance.yes(30, participants),
        "employees": chance.below(900, participants) + 5,
        "jobs": chance.below(500, participants),
        "revenue": chance.below(10**12, participants),
        "joined_on": (chance.below(2500, participants) + 16_436).cast(pl.Int32).cast(pl.Date),
        "newcomer": chance.yes(10, participants),
    }
    bought = {
        "cluster_id": own,
        "buyer": inn.gather(buyer),
        "seller": seller.set(chance.yes(70, purchases), None),
        "amount": chance.below(10**10, purchases),
        "year": chance.below(2, purchases) + 2019,
        "final": chance.yes(80, purchases),
    }
    heads = {"cluster_id": ids, "year": ids * 0 + 2020, "regional": chance.below(10**9, clusters)}
    objects = {"cluster_id": chance.below(clusters, clusters * 3), "kind": chance.one_of(KINDS, clusters * 3)}
    return Tables(*(pl.DataFrame(columns) for columns in (heads, people, bought, objects)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", type=int, nargs="*", default=[50_000, 1_000_000, 5_000_000])
    parser.add_argument("--openfisca-python", default=sys.executable, help="an interpreter with openfisca-core")
    given = parser.parse_args()
    clusters, participants, purchases = given.sizes
    facts = load()
    tables = make(clusters, participants, purchases)
    print(f"clusters {clusters:,}, participants {participants:,}, purchases {purchases:,}, seed {SEED}, on {ON}")
    print(f"{'run':>4} {'aggregation, s':>16} {'judgement, s':>14} {'rows':>10}")
    for run in range(1, 4):
        started = time.perf_counter()
        sums = aggregate(tables, on=ON, facts=facts)
        gathered = time.perf_counter()
        judged = judge(sums, on=ON, facts=facts)
        done = time.perf_counter()
        print(f"{run:>4} {gathered - started:>16.3f} {done - gathered:>14.3f} {judged.height:>10,}")
    print(judged.group_by("verdict").agg(pl.col("cluster_id").n_unique()).sort("verdict"))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB (data included)")
    beside_openfisca(given.openfisca_python, participants, clusters, done - gathered)


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
